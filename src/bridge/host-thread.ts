import type { ApiHost } from "../contract/api/host.ts";
import { createApiHost } from "./api-host.ts";
import type { ModelThread } from "./model-thread.ts";
import { modelStatus } from "./thread/model-status.ts";

/** The API's numbers of runs begin here; the page counts its own from 1. */
const FIRST_API_RUN = 1_000_000_000;

/** Lets others than the page call its model. */
export function hostThread(thread: ModelThread): ApiHost {
  let run = FIRST_API_RUN;
  return createApiHost({
    engine: thread,
    model: () => modelStatus(thread.state),
    nextRun: () => run++,
    now: () => performance.now(),
  });
}
