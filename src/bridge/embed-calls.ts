import * as v from "valibot";
import { alternativesCall, apiCall, scoreCall } from "../contract/api/call-schemas.ts";
import type { ApiHost, OnDeltas } from "../contract/api/host.ts";
import type { EmbedHost, EmbedOutcome } from "../contract/embed.ts";
import { fail } from "../contract/outcome.ts";
import { parseRequest } from "../contract/request.ts";
import { unknownName } from "../contract/suggest-name.ts";
import { inEnglish } from "./in-english.ts";

type EmbedCalls = Pick<EmbedHost, "status" | "generate" | "score" | "alternatives" | "stop" | "release">;

const onDeltasSchema = v.custom<OnDeltas>((value) => typeof value === "function");

/** The API's calls for another page: whatever it sends is checked, and failures leave in English. */
export function checkCalls(api: ApiHost): EmbedCalls {
  return {
    async status() {
      const { reason: _, ...status } = await api.status();
      return status;
    },
    async generate(call: unknown, onDeltas: unknown) {
      const { success, output } = v.safeParse(apiCall, call);
      if (!success) return refuseCall("generate");
      const request = parseRequest(output.request, unknownName);
      if (!request.ok) return inEnglish(request);
      const listener = v.is(onDeltasSchema, onDeltas) ? onDeltas : undefined;
      return inEnglish(await api.generate({ ...output, request: request.value }, listener));
    },
    async score(call: unknown) {
      const { success, output } = v.safeParse(scoreCall, call);
      return success ? inEnglish(await api.score(output)) : refuseCall("score");
    },
    async alternatives(call: unknown) {
      const { success, output } = v.safeParse(alternativesCall, call);
      return success ? inEnglish(await api.alternatives(output)) : refuseCall("alternatives");
    },
    async stop(id: unknown) {
      if (typeof id === "string") await api.stop(id);
    },
    async release(id: unknown) {
      if (typeof id === "string") await api.release(id);
    },
  };
}

function refuseCall(name: string): Promise<EmbedOutcome<never>> {
  return inEnglish(fail("bad_request", "not_a_call", { method: name }));
}
