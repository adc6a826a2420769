import type { ApiHost } from "../contract/api/host.ts";
import { failed, type Failure } from "../contract/outcome.ts";

/** What answers the API where there will be no model: every call is told why. */
export function createRefusingHost(failure: Failure): ApiHost {
  const refuseCall = async () => failed(failure);
  const doNothing = async () => undefined;
  return {
    status: async () => ({ reason: failure, queued: 0 }),
    generate: refuseCall,
    score: refuseCall,
    alternatives: refuseCall,
    stop: doNothing,
    release: doNothing,
  };
}
