import type { GenerateDelta, GenerateResult } from "../generate-result.ts";
import type { ModelInfo } from "../model-info.ts";
import type { Failure, Outcome } from "../outcome.ts";
import type { GenerateRequest } from "../request.ts";
import type { AlternativesRequest, ScoreRequest } from "../score-request.ts";
import type { Alternatives, ScoreResult } from "../text-results.ts";

/** Calls that may wait or run at a time, for the HTTP routes and for each embedding site; one more is refused. */
export const QUEUE_LIMIT = 4;

/** Says that a page offers its engine; a service worker sends it with a `MessagePort`. */
export const OFFER_MESSAGE = "hostless:api-host";

/** One call of the API on its way to the page that computes it. */
export interface ApiCall {
  readonly id: string;
  /** Names the life of the service worker that sent it: a browser that restarts one sends its open requests again. */
  readonly incarnation: string;
  /** Equal for a request that is sent again: a hash of client, address and body. */
  readonly fingerprint: string;
  /** The caller's `Idempotency-Key`, if it sent one: the same key is answered once and remembered. */
  readonly idempotencyKey?: string;
  readonly request: GenerateRequest;
}

/** A text to score. */
export type ScoreCall = { readonly id: string } & ScoreRequest;

/** A place in a text whose next token is asked for. */
export type AlternativesCall = { readonly id: string } & AlternativesRequest;

export interface ApiStatus {
  /** Absent while no model is loaded. */
  readonly model?: ModelInfo;
  /** Why there is none, e.g. that it is still being downloaded. */
  readonly reason?: Failure;
  /** Calls that run or wait. */
  readonly queued: number;
}

/** Pieces of a run in order. What takes long gets more of them at once, so that it keeps up with the model. */
export type OnDeltas = (deltas: readonly GenerateDelta[]) => void | Promise<void>;

/** A page of the site as the API sees it. */
export interface ApiHost {
  status(): Promise<ApiStatus>;
  /**
   * Fails with `busy` when {@link QUEUE_LIMIT} calls are there already, with `not_loaded` without a model.
   * @param onDeltas takes the pieces that came since it last answered; absent where nobody reads them
   */
  generate(call: ApiCall, onDeltas?: OnDeltas): Promise<Outcome<GenerateResult>>;
  /** Ends a call of any kind. */
  stop(id: string): Promise<void>;
  /** Says that the outcome of a call has arrived: from then on an equal request is a new one. */
  release(id: string): Promise<void>;
  /** Takes one of the {@link QUEUE_LIMIT} places, as {@link generate} does, and is refused alike. */
  score(call: ScoreCall): Promise<Outcome<ScoreResult>>;
  /** On the same terms. */
  alternatives(call: AlternativesCall): Promise<Outcome<Alternatives>>;
}
