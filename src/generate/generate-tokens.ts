import type { ForwardPass, TextCodec, TokenRows } from "../contract/forward-pass.ts";
import type { GenerateResult, Sample } from "../contract/generate-result.ts";
import { refuse } from "../contract/outcome.ts";
import type { Continued } from "../contract/request.ts";
import type { ResolvedParameters } from "../contract/resolved-parameters.ts";
import { badWordIds } from "./bad-words.ts";
import { beamSearch } from "./beam-search.ts";
import { checkForcedTokens } from "./check-tokens.ts";
import { drawBest } from "./draw-best.ts";
import { healAll } from "./heal-prompts.ts";
import { type PreparedPrompt, preparePrompts } from "./prepare.ts";
import { gatherPromptDetails } from "./prompt-details.ts";
import type { GenerateHooks, Run } from "./run.ts";
import { sampleLoop } from "./sample-loop.ts";

export interface TokenRequest {
  /** Texts, or token ids. */
  readonly prompts: readonly string[] | TokenRows;
  readonly parameters: ResolvedParameters;
  /**
   * New tokens for a prompt that is as long as `max_length` or longer. Absent, such a prompt is refused, as by
   * transformers: for a request that names `max_length` itself.
   */
  readonly beyond?: number;
  /** Tokens of each prompt that count, its last ones; absent: as many as the context has room for. */
  readonly truncate?: number | undefined;
  /** What an earlier run wrote after the one prompt. */
  readonly continued?: Continued | undefined;
  /** Report the prompts' own tokens, with this many alternatives each. */
  readonly prompt_logprobs?: number | undefined;
}

/** The part of a result that the token loop knows. */
export type GeneratedTokens = Pick<
  GenerateResult,
  "samples" | "prompts" | "prompt_details" | "prompt_tokens" | "dropped_tokens" | "completion_tokens" | "timings"
>;

/**
 * Writes `num_return_sequences` texts for each prompt, by beam search where `num_beams` is over 1, the best of `best_of` where
 * that is. Samples of one prompt follow each other, prompts in order. Samples that were stopped before their first token are there
 * too, with an empty text.
 * @throws Refusal `bad_request`, `limit_exceeded` for a prompt whose tokens are asked for and that the context cannot hold without
 *   `truncate`, `tokenizer_mismatch`, `nan_logits`, and whatever the forward pass throws
 */
export async function generateTokens(
  forward: ForwardPass,
  codec: TextCodec,
  { prompts, parameters, beyond, truncate, continued, prompt_logprobs }: TokenRequest,
  hooks: GenerateHooks,
): Promise<GeneratedTokens> {
  checkForcedTokens(parameters, forward.vocabSize);
  const startedAt = hooks.now();
  let firstTokenAt: number | undefined;
  const discarded = { texts: 0, tokens: 0 };
  const typed = preparePrompts(prompts, { ...parameters, beyond, truncate, continued }, codec, forward);
  if (prompt_logprobs !== undefined && truncate === undefined) assertWhole(typed, forward.maxPositions);
  const isHealed = parameters.token_healing && continued === undefined && (codec.suffix ?? []).length === 0;
  const isText = typeof prompts[0] === "string";
  const prepared = isHealed && isText ? await healAll(typed, parameters, { forward, codec, hooks }) : typed;
  const run: Run = {
    forward,
    codec,
    parameters,
    hooks,
    prompts: prepared,
    promptDetails: prompt_logprobs === undefined ? undefined : gatherPromptDetails(prepared, prompt_logprobs, codec),
    badWords: badWordIds(parameters.bad_words, codec),
    startedAt,
    onFirstToken() {
      firstTokenAt ??= hooks.now();
    },
    onDiscarded(texts, tokens) {
      discarded.texts += texts;
      discarded.tokens += tokens;
    },
  };
  const samples = await searchFor(parameters)(run);
  const endedAt = hooks.now();
  const drawn = sum(samples.map(({ token_ids }) => token_ids.length));
  const rewritten = (prompt: number) => prepared[prompt]?.healing?.rewritten.length ?? 0;
  const begun = samples.filter(({ token_ids }) => token_ids.length > 0).length;
  const decoded = drawn - begun + discarded.tokens - discarded.texts;
  const decodeMs = endedAt - (firstTokenAt ?? endedAt);
  return {
    samples,
    prompts: prepared.map(({ text }) => text),
    ...(run.promptDetails && { prompt_details: run.promptDetails.details }),
    prompt_tokens: sum(prepared.map(({ ids, healing }) => healing?.typed ?? ids.length)),
    dropped_tokens: sum(run.prompts.map(({ dropped }) => dropped)),
    completion_tokens: sum(samples.map(({ prompt, token_ids }) => Math.max(0, token_ids.length - rewritten(prompt)))),
    timings: {
      first_token_ms: (firstTokenAt ?? endedAt) - startedAt,
      total_ms: endedAt - startedAt,
      tokens_per_second: decoded > 0 && decodeMs > 0 ? (decoded * 1000) / decodeMs : 0,
    },
  };
}

/** What is told of a prompt's tokens is told of all of them. @throws Refusal `limit_exceeded` */
function assertWhole(prompts: readonly PreparedPrompt[], most: number): void {
  const cut = prompts.find(({ dropped }) => dropped > 0);
  if (cut === undefined) return;
  const tokens = cut.ids.length + cut.dropped;
  throw refuse("limit_exceeded", "context", { tokens, most }, { subject: "prompt" });
}

function searchFor({ num_beams, best_of }: ResolvedParameters): (run: Run) => Promise<Sample[]> {
  if (num_beams > 1) return beamSearch;
  return best_of > 1 ? drawBest : sampleLoop;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
