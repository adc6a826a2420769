import type { ApiHost, OnDeltas } from "../../contract/api/host.ts";
import type { GenerateResult } from "../../contract/engine.ts";
import { fail, type Outcome } from "../../contract/outcome.ts";
import { type GenerateRequest, parseRequest } from "../../contract/request.ts";
import type { FieldOf } from "./answer.ts";

/** What a route needs of the world to have something generated. */
export interface Caller {
  readonly host: ApiHost;
  /** Name of the model that answers. */
  readonly model: string;
  /** How refusals name the fields of the route's body. */
  readonly fieldOf: FieldOf;
  /** Aborted when the one who asked went away, by the request's own signal or by giving up the answer's stream. */
  readonly abort: AbortController;
  readonly incarnation: string;
  readonly fingerprint: string;
  readonly idempotencyKey?: string;
  readonly newId: () => string;
}

/** Sends a request to the page, after the same check as any other; an abort stops the run there. */
export async function generate(
  caller: Caller,
  request: GenerateRequest,
  onDeltas?: OnDeltas,
): Promise<Outcome<GenerateResult>> {
  const parsed = parseRequest(request);
  if (!parsed.ok) return parsed;
  const { host, abort, incarnation, fingerprint, idempotencyKey } = caller;
  const id = caller.newId();
  const stop = () => void host.stop(id);
  const { signal } = abort;
  if (signal.aborted) return fail({ code: "cancelled", message: "The request was aborted." });
  signal.addEventListener("abort", stop, { once: true });
  try {
    const key = idempotencyKey === undefined ? {} : { idempotencyKey };
    return await host.generate({ id, incarnation, fingerprint, request: parsed.value, ...key }, onDeltas);
  } finally {
    signal.removeEventListener("abort", stop);
    void host.release(id);
  }
}
