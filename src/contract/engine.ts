import type { BackendName, Device } from "./backends.ts";
import type { TokenForm } from "./forward-pass.ts";
import type { Dtype, Quality } from "./manifest.ts";
import type { ModelLibrary, SavedFile } from "./model-library.ts";
import type { ModelSource } from "./model-source.ts";
import type { Failure, Note, Outcome } from "./outcome.ts";
import type { GenerationParameters } from "./parameters.ts";
import type { GenerateRequest } from "./request.ts";
import type { ResolvedParameters } from "./resolved-parameters.ts";
import type { AlternativesRequest, ScoreRequest } from "./score-request.ts";

/** The model that wrote a text. */
interface WritingModel {
  readonly name: string;
  /** Without the files of one that was picked on the device. */
  readonly source: ModelSource;
  readonly commit?: string;
}

/** An example prompt of the model card (`widget`), with the output stored there. */
export interface CardExample {
  readonly text: string;
  readonly output?: string;
}

/** The model card as far as the page shows it; plain text, never markup. */
export interface ModelCard {
  readonly title: string;
  readonly summary: string;
  readonly license?: string;
  readonly language?: string;
  readonly tags: readonly string[];
  readonly examples: readonly CardExample[];
  /** The whole card without its front matter, as its publisher wrote it: Markdown, to be shown as text. */
  readonly body?: string;
}

/** Weights of one form. */
interface DtypeOffer {
  readonly dtype: Dtype;
  /** Of the weights. */
  readonly bytes: number;
  /** What choosing them downloads now, with all files beside them. */
  readonly downloadBytes: number;
  /** As {@link ModelOffer.isKept}, for these weights. */
  readonly kept: boolean;
}

/** What loading a model would mean, known before any of its weights are fetched. */
export interface ModelOffer {
  readonly source: ModelSource;
  readonly name: string;
  /** Address or place it comes from, to show in the consent card: an origin, or `this device`. */
  readonly origin: string;
  /** The commit that `revision` stood for when it was asked, or the manifest's. */
  readonly commit?: string;
  readonly card: ModelCard;
  readonly dtypes: readonly DtypeOffer[];
  /** True when the repository holds only a checkpoint, so that it is converted here first. */
  readonly needsConversion: boolean;
  /** Bytes that the default choice downloads now, tokenizer and card among them; 0 when all are on this device. */
  readonly downloadBytes: number;
  /** True where the visitor had this model at this commit before, and all of it that the default choice takes is still here; and of picked files that lack nothing. */
  readonly isKept: boolean;
  /** Of an adapter: the repository that it was trained on, which is brought with it. Its bytes are among `downloadBytes`. */
  readonly base?: { readonly name: string; readonly commit: string; readonly downloadBytes: number };
  /** A smaller model of the same owner that may begin in this one's place where the line is slow. */
  readonly lighter?: ModelSource;
}

/** The GPU was lost while a model ran on it. */
export interface GpuLoss {
  /** Of the weights that ran there. */
  readonly dtype: Dtype;
  /** True where another loss came not long before. */
  readonly isRepeated: boolean;
  /** Ways of going on that were tried since, in vain. */
  readonly failedWays: number;
}

export interface LoadOptions {
  readonly dtype?: Dtype;
  /** Overrides the measured choice. */
  readonly backend?: BackendName;
  /** The loss after which the model is loaded again; the plan then says where it goes on. */
  readonly gpuLoss?: GpuLoss;
}

/** One bar for the whole load. */
export interface LoadProgress {
  readonly phase: "download" | "convert" | "start";
  readonly loadedBytes: number;
  readonly totalBytes: number;
  /** 0 to 1 over all phases; never goes back. */
  readonly fraction: number;
  /** Over the last seconds; absent until it is known. */
  readonly bytesPerSecond?: number;
  /** True while the download waits for the network to come back. */
  readonly paused?: boolean;
}

/** The backend that was chosen and why, for the status line. */
export interface BackendReport {
  readonly backend: BackendName;
  readonly device: Device;
  readonly dtype: Dtype;
  readonly threads: number;
  /** Such as that it was the fastest of 2, or that there is no WebGPU adapter. */
  readonly reason: Note;
  /** Each backend that was tried: milliseconds per token, or why it was refused. */
  readonly tried: readonly {
    readonly backend: BackendName;
    readonly msPerToken?: number;
    readonly refused?: Failure;
  }[];
}

export interface ModelInfo {
  readonly name: string;
  readonly source: ModelSource;
  readonly commit?: string;
  readonly card: ModelCard;
  /** From `generation_config.json`: the defaults of this model. */
  readonly defaults: GenerationParameters;
  /** Settings of the model that cannot be obeyed here. */
  readonly notes: readonly Note[];
  readonly maxPositions: number;
  readonly vocabSize: number;
  /** Of the weights as they were loaded. */
  readonly bytes: number;
  readonly backend: BackendReport;
  /** Where the files are kept: until evicted (`opfs`, `cache`), or only while the page is open (`memory`, with the reason). */
  readonly kept: { readonly where: "opfs" | "cache" | "memory" | "files"; readonly notice?: Failure };
  readonly quality: Partial<Record<Dtype, Quality>>;
  /** True where `quality` is what a stranger's package says of itself: neither measured here nor published by the site. */
  readonly isQualityClaimed: boolean;
  /** True where the model was converted here and its package can be saved. */
  readonly converted: boolean;
  /** Name of the model in whose place this lighter one answers: on a slow line until it has come. */
  readonly standsInFor?: string;
}

export interface TokenAlternative extends TokenForm {
  readonly id: number;
  /** Natural logarithm of the probability, after all processors (what was drawn from). */
  readonly logprob: number;
}

export interface TokenDetail extends TokenAlternative {
  readonly top: readonly TokenAlternative[];
  /**
   * Where it begins in the text that it is part of, in UTF-16 units; a text that ends before a stop string may be shorter. Below 0
   * for one that holds the prompt's end as well (`token_healing`).
   */
  readonly offset: number;
}

/**
 * A token of a prompt or of a text that was scored, and how well the model foresaw it, by its plain probabilities; unknown for one
 * that nothing stands before.
 */
export interface PromptToken extends Omit<TokenDetail, "logprob"> {
  readonly logprob: number | null;
}

export const FINISH_REASONS = ["eos", "length", "stop_string", "time", "stopped"] as const;
export type FinishReason = (typeof FINISH_REASONS)[number];

/** A piece of a streamed answer. */
export interface GenerateDelta {
  /** Index into {@link GenerateResult.samples}. */
  readonly sample: number;
  readonly text: string;
  /** Tokens drawn so far in this sample. */
  readonly tokens: number;
  readonly detail?: TokenDetail;
  /** Before the first token of each sample, where the prompt's tokens were asked for. */
  readonly prompt?: readonly PromptToken[];
}

export interface Sample {
  /** Index of its prompt in the request. */
  readonly prompt: number;
  /** The new text only, without the prompt. */
  readonly text: string;
  /** Characters at the end of the text that are a part of one, which another token may complete; absent for none. */
  readonly unfinished?: number;
  readonly token_ids: readonly number[];
  readonly finish_reason: FinishReason;
  /** Present when `top_logprobs` was asked for. */
  readonly details?: readonly TokenDetail[];
  /** Beam search: sum of log-probabilities / length^length_penalty. */
  readonly score?: number;
}

interface Timings {
  readonly first_token_ms: number;
  readonly total_ms: number;
  /** Over decoding only, all rows counted; 0 when nothing was decoded. */
  readonly tokens_per_second: number;
}

export interface GenerateResult {
  readonly samples: readonly Sample[];
  readonly prompts: readonly string[];
  /** Tokens of each prompt that the context had room for, where they were asked for. */
  readonly prompt_details?: readonly (readonly PromptToken[])[];
  readonly prompt_tokens: number;
  /** Oldest prompt tokens that did not fit the context, summed over prompts. */
  readonly dropped_tokens: number;
  readonly completion_tokens: number;
  readonly parameters: ResolvedParameters;
  readonly timings: Timings;
  readonly model: WritingModel;
  readonly backend: BackendReport;
}

export interface ScoreResult {
  readonly perplexity: number;
  readonly bits_per_byte: number;
  /** Those that were scored. */
  readonly tokens: number;
  readonly bytes: number;
  /** Every token of the text, where they were asked for and nobody took them piece by piece. */
  readonly details?: readonly PromptToken[];
}

/** What could stand at a place in a text. */
export interface Alternatives {
  /** Tokens of the text before it. */
  readonly position: number;
  /** The token that stands there; absent at the end. */
  readonly token?: TokenAlternative;
  /** Likeliest first, by the model's plain probabilities. */
  readonly top: readonly TokenAlternative[];
}

/** What a model says of the token after a prompt, before any parameter takes part. */
export interface NextScores {
  /** One for each entry of the vocabulary. */
  readonly logits: Float32Array;
  /** Likeliest first, by the model's plain probabilities. */
  readonly top: readonly TokenAlternative[];
}

/** How a model reads a prompt. */
export interface PromptTokens {
  /** Of the whole prompt, with what the tokenizer puts around it. */
  readonly count: number;
  /** Oldest tokens that a run would leave out, so that the new ones have room in the context. */
  readonly dropped: number;
  /** The last ones, as many as were asked for. */
  readonly tokens: readonly (TokenForm & { readonly id: number })[];
}

/** What happens to the model's thread outside of calls. */
export type EngineStatus =
  /** The thread was replaced because of the failure; the model that was loaded is being loaded again. */
  | { readonly kind: "restarting"; readonly failure: Failure }
  /** The model is there again; `info` may name another backend than before. */
  | { readonly kind: "restored"; readonly info: ModelInfo }
  /** It could not be loaded again; the next call answers `not_loaded`. */
  | { readonly kind: "lost"; readonly failure: Failure }
  /** A lighter model answers; the one that was asked for is on its way. */
  | { readonly kind: "improving"; readonly progress: LoadProgress }
  /** It answers from now on. */
  | { readonly kind: "improved"; readonly info: ModelInfo }
  /** It could not be loaded; the lighter one goes on. */
  | { readonly kind: "not-improved"; readonly failure: Failure };

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
  ): Promise<Outcome<NextScores>>;
  /** The converted package of the current model as one zip, written while it is read. */
  savePackage(): Promise<Outcome<SavedFile>>;
}

/**
 * The model's thread as everyone else sees it. The worker implements it, the bridge hands on the same interface with
 * restarts and time-outs added.
 */
export type Engine = InferenceEngine & ModelLibrary;
