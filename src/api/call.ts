import type { ApiHost, OnDeltas } from "../contract/api/host.ts";
import type { GenerateResult } from "../contract/generate-result.ts";
import type { AdapterInfo } from "../contract/model-info.ts";
import type { Outcome } from "../contract/outcome.ts";
import { type GenerateRequest, parseRequest } from "../contract/request.ts";
import type { AlternativesRequest, ScoreRequest } from "../contract/score-request.ts";
import type { Alternatives, ScoreResult } from "../contract/text-results.ts";
import type { FieldOf } from "./answer.ts";
import { onSomePage, type Work } from "./some-page.ts";

/** What a route needs of the world to have something generated. */
export interface Caller {
  readonly host: ApiHost;
  /** Another page with the same model, where this one was closed; a page that is open may yet get it (`loading`). */
  findOther(): Promise<ApiHost | "loading" | undefined>;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<undefined>;
  /** Name of the model that answers, or of its adapter. */
  readonly model: string;
  /** Of the model, where the body names it. */
  readonly adapter?: AdapterInfo;
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
 * before it has said a word is replaced by another with the same model, if there is one that answers soon.
 */
export async function generate(
  caller: Caller,
  request: GenerateRequest,
  onDeltas?: OnDeltas,
): Promise<Outcome<GenerateResult>> {
  const parsed = parseRequest({ ...request, ...adapterIn(caller) });
  if (!parsed.ok) return parsed;
  const { incarnation, fingerprint, idempotencyKey } = caller;
  const key = idempotencyKey === undefined ? {} : { idempotencyKey };
  let hasBegun = false;
  const relay: OnDeltas | undefined =
    onDeltas &&
    ((deltas) => {
      // Last words of a run that nobody waits for any more.
      if (caller.abort.signal.aborted) return;
      hasBegun = true;
      return onDeltas(deltas);
    });
  const work: Work<GenerateResult> = (host, id) =>
    host.generate({ id, incarnation, fingerprint, request: parsed.value, ...key }, relay);
  return onSomePage(caller, work, () => hasBegun);
}

/** Has a text scored, on the same terms. */
export function score(caller: Caller, request: ScoreRequest): Promise<Outcome<ScoreResult>> {
  return onSomePage(caller, (host, id) => host.score({ id, ...request, ...adapterIn(caller) }), nothingBegun);
}

/** Asks what could stand at a place in a text, on the same terms. */
export function listAlternatives(caller: Caller, request: AlternativesRequest): Promise<Outcome<Alternatives>> {
  return onSomePage(caller, (host, id) => host.alternatives({ id, ...request, ...adapterIn(caller) }), nothingBegun);
}

function adapterIn({ adapter }: Caller): { readonly adapter?: string } {
  return adapter === undefined ? {} : { adapter: adapter.name };
}

/** What is answered whole can always be asked of another page. */
const nothingBegun = () => false;
