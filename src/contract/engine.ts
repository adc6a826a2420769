import type { AdapterCalls } from "./adapters.ts";
import type { GenerateDelta, GenerateResult } from "./generate-result.ts";
import type { LoadOptions, LoadProgress } from "./load.ts";
import type { ModelInfo } from "./model-info.ts";
import type { ModelLibrary, SavedFile } from "./model-library.ts";
import type { ModelOffer } from "./model-offer.ts";
import type { ModelSource } from "./model-source.ts";
import type { Outcome } from "./outcome.ts";
import type { GenerationParameters } from "./parameters.ts";
import type { GenerateRequest } from "./request.ts";
import type { AlternativesRequest, ScoreRequest } from "./score-request.ts";
import type { ScoreResult, Alternatives, NextScores, PromptTokens } from "./text-results.ts";
import type { PromptToken } from "./token-detail.ts";

/** Whose work it is: what the visitor asks for in the page takes precedence over calls from elsewhere that wait. */
export type Priority = "visitor" | "caller";

/**
 * Finds, loads and runs one model at a time. Callbacks are awaited: the next piece is not sent before the last was taken.
 */
export interface InferenceEngine {
  /** Looks a model up without fetching weights. */
  describe(source: ModelSource): Promise<Outcome<ModelOffer>>;
  /** Loads a model and makes it the current one. Loading again what is loaded answers at once. */
  load(
    source: ModelSource,
    options: LoadOptions,
    onProgress: (progress: LoadProgress) => void | Promise<void>,
  ): Promise<Outcome<ModelInfo>>;
  /** Gives up a load under way; its call settles with `cancelled`, finished parts stay for the next try. */
  cancelLoad(): Promise<void>;
  /** Runs behind earlier requests of its priority, in order. `run` is the caller's number for {@link stop}. */
  generate(
    request: GenerateRequest,
    run: number,
    onDelta: (delta: GenerateDelta) => void | Promise<void>,
    priority?: Priority,
  ): Promise<Outcome<GenerateResult>>;
  /**
   * The run ends after the forward pass under way, as a result with `finish_reason` `stopped`, or with `cancelled` where
   * a text is scored; one that still waits, too.
   */
  stop(run: number): Promise<void>;
  /** Number of tokens of a text by the current model's tokenizer. */
  countTokens(text: string): Promise<Outcome<number>>;
  /**
   * The tokens of a prompt, without running the model.
   * @param parameters of the run: how long its text may grow decides what is left out @param most tokens to tell, from the end
   */
  tokenize(prompt: string, parameters: GenerationParameters, most: number): Promise<Outcome<PromptTokens>>;
  /** Waits its turn as {@link generate} does. @param onTokens takes the tokens as they are scored, where they were asked for */
  score(
    request: ScoreRequest,
    run: number,
    onTokens?: (tokens: readonly PromptToken[]) => void | Promise<void>,
    priority?: Priority,
  ): Promise<Outcome<ScoreResult>>;
  /** Waits its turn as {@link generate} does. Goes on from what the last run left in the cache. */
  alternatives(request: AlternativesRequest, run: number, priority?: Priority): Promise<Outcome<Alternatives>>;
  /**
   * Waits its turn as {@link generate} does.
   * @param truncate tokens of the prompt that count, the last ones @param wanted tokens to name
   */
  scoreNext(
    prompt: string,
    truncate: number,
    wanted: number,
    run: number,
    priority?: Priority,
    adapter?: string,
  ): Promise<Outcome<NextScores>>;
  /** The package of the current model as one zip, written while it is read: one that was converted here, or picked from the device. */
  savePackage(): Promise<Outcome<SavedFile>>;
}

/**
 * The model's thread as everyone else sees it. The worker implements it, the bridge hands on the same interface with
 * restarts and time-outs added.
 */
export type Engine = InferenceEngine & ModelLibrary & AdapterCalls;
