import { at } from "../contract/at.ts";
import type { ForwardPass, TextCodec } from "../contract/forward-pass.ts";
import { refuse } from "../contract/outcome.ts";
import type { ScoreResult } from "../contract/text-results.ts";
import type { PromptToken } from "../contract/token-detail.ts";
import { judgeText } from "./judge-text.ts";
import { offsetsOf, promptToken } from "./prompt-details.ts";
import { rankTokens } from "./rank-tokens.ts";
import type { PositionOptions } from "./text-positions.ts";
import type { TextTokens } from "./text-tokens.ts";
import { encodeUtf8 } from "./utf8.ts";

/** How well a model foresaw a text, in natural logarithms. */
interface Likelihood {
  /** Sum of -log p over the tokens. */
  readonly surprise: number;
  readonly tokens: number;
}

interface ScoreOptions extends Omit<PositionOptions, "context"> {
  /** Report the tokens, with this many alternatives each. */
  readonly wanted?: number | undefined;
  /** Takes the tokens that are reported, piece by piece; awaited. */
  readonly onTokens?: ((tokens: readonly PromptToken[]) => void | Promise<void>) | undefined;
}

/**
 * Scores a text: perplexity per token, and bits per UTF-8 byte, which can be compared between tokenizers.
 * @throws Refusal `bad_request` for a text with nothing to score, `nan_logits`
 */
export async function scoreText(
  forward: ForwardPass,
  codec: TextCodec,
  { text, ids, start }: TextTokens,
  { wanted, onTokens, ...options }: ScoreOptions = {},
): Promise<ScoreResult> {
  const bytes = encodeUtf8(text).length;
  const figures = ({ surprise, tokens }: Likelihood): ScoreResult => {
    return { perplexity: Math.exp(surprise / tokens), bits_per_byte: surprise / Math.LN2 / bytes, tokens, bytes };
  };
  if (wanted === undefined) return figures(await scoreTokens(forward, ids, { ...options, context: start }));
  const context = Math.max(1, start);
  assertScorable(ids, context);
  const offsets = offsetsOf(ids.slice(start), text, codec);
  const details: PromptToken[] = [];
  const report = async (tokens: readonly PromptToken[]) => {
    details.push(...tokens);
    await onTokens?.(tokens);
  };
  if (start === 0) await report([promptToken(at(ids, 0), undefined, at(offsets, 0), codec)]);
  for await (const judged of judgeText(forward, ids, wanted, { ...options, context })) {
    const before = details.length;
    await report(judged.map(({ id, judgement }, i) => promptToken(id, judgement, at(offsets, before + i), codec)));
  }
  const surprise = details.reduce((sum, { logprob }) => sum - (logprob ?? 0), 0);
  const whole = figures({ surprise, tokens: ids.length - context });
  // Who took them has them: a long list would cross to the page twice.
  return onTokens === undefined ? { ...whole, details } : whole;
}

/**
 * Scores every token after `options.context`, which is the first one alone unless said otherwise.
 * @throws Refusal `bad_request` where no token is left to score, `nan_logits`
 */
export async function scoreTokens(
  forward: ForwardPass,
  ids: readonly number[],
  options?: PositionOptions,
): Promise<Likelihood> {
  const context = Math.max(1, options?.context ?? 1);
  assertScorable(ids, context);
  let surprise = 0;
  for await (const judged of judgeText(forward, ids, 0, options)) {
    for (const { judgement } of judged) surprise -= judgement.logprob;
  }
  return { surprise, tokens: ids.length - context };
}

export function assertScorable(ids: readonly number[], context: number): void {
  if (ids.length > context) return;
  throw refuse("bad_request", "nothing_to_score", {}, { subject: "text" });
}

export function rowOf(logits: Float32Array, row: number, vocabSize: number): Float32Array {
  return logits.subarray(row * vocabSize, (row + 1) * vocabSize);
}

/** -log softmax(logits)[target] */
export function surpriseOf(logits: Float32Array, target: number): number {
  return -rankTokens(logits).logprobOf(target);
}
