import type { ApiHost, OnDeltas } from "../../contract/api/host.ts";
import type { GenerateResult, ScoreResult } from "../../contract/engine.ts";
import { fail, type Outcome } from "../../contract/outcome.ts";
import { type GenerateRequest, parseRequest } from "../../contract/request.ts";
import type { FieldOf } from "./answer.ts";

/** What a route needs of the world to have something generated. */
export interface Caller {
  readonly host: ApiHost;
  /** Another page with the same model, where this one was closed. */
  findOther(): Promise<ApiHost | undefined>;
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

/**
 * Sends a request to the page, after the same check as any other; an abort stops the run there. A page that is closed
 * before it has said a word is replaced by another with the same model.
 */
export async function generate(
  caller: Caller,
  request: GenerateRequest,
  onDeltas?: OnDeltas,
): Promise<Outcome<GenerateResult>> {
  const parsed = parseRequest(request);
  if (!parsed.ok) return parsed;
  const { incarnation, fingerprint, idempotencyKey } = caller;
  const key = idempotencyKey === undefined ? {} : { idempotencyKey };
  let hasBegun = false;
  const relay: OnDeltas | undefined =
    onDeltas &&
    ((deltas) => {
      hasBegun = true;
      return onDeltas(deltas);
    });
  const work: Work<GenerateResult> = (host, id) =>
    host.generate({ id, incarnation, fingerprint, request: parsed.value, ...key }, relay);
  return onSomePage(caller, work, () => hasBegun);
}

/** Has a text scored, on the same terms. */
export function score(caller: Caller, text: string): Promise<Outcome<ScoreResult>> {
  return onSomePage(
    caller,
    (host, id) => host.score({ id, text }),
    () => false,
  );
}

type Work<T> = (host: ApiHost, id: string) => Promise<Outcome<T>>;

async function onSomePage<T>(caller: Caller, work: Work<T>, hasBegun: () => boolean): Promise<Outcome<T>> {
  let outcome = await onPage(caller, caller.host, work);
  while (!outcome.ok && outcome.failure.code === "page_closed" && !hasBegun()) {
    const other = await caller.findOther();
    if (other === undefined) return outcome;
    outcome = await onPage(caller, other, work);
  }
  return outcome;
}

async function onPage<T>({ abort: { signal }, newId }: Caller, host: ApiHost, work: Work<T>): Promise<Outcome<T>> {
  if (signal.aborted) return fail({ code: "cancelled", message: "The request was aborted." });
  const id = newId();
  const stop = () => void host.stop(id);
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await work(host, id);
  } finally {
    signal.removeEventListener("abort", stop);
    void host.release(id);
  }
}
