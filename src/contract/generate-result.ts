import type { BackendReport } from "./model-info.ts";
import type { ModelSource } from "./model-source.ts";
import type { ResolvedParameters } from "./resolved-parameters.ts";
import type { TokenDetail, PromptToken } from "./token-detail.ts";

/** The model that wrote a text. */
interface WritingModel {
  readonly name: string;
  /** Without the files of one that was picked on the device. */
  readonly source: ModelSource;
  readonly commit?: string;
  /** Name of the adapter that it wrote with. */
  readonly adapter?: string;
  /** SHA-256 of what that computes. */
  readonly adapter_digest?: string;
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
