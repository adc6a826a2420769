import { at } from "../contract/at.ts";
import type { ForwardPass, Judgement } from "../contract/forward-pass.ts";
import { rankTokens } from "./rank-tokens.ts";
import { type PositionOptions, textPieces } from "./text-positions.ts";

/** A token of a text and what the model says of it. */
interface JudgedToken {
  readonly id: number;
  readonly judgement: Judgement;
}

/**
 * Runs a text through the model and judges every token after the context, piece by piece.
 * @param alternatives of each token
 */
export async function* judgeText(
  forward: ForwardPass,
  ids: readonly number[],
  alternatives: number,
  options?: PositionOptions,
): AsyncGenerator<readonly JudgedToken[]> {
  // Logits of more tokens than usual would be much memory; judged where they are computed they are none.
  const step = forward.judge === undefined ? {} : stepOf(forward);
  for await (const { tokens, targets } of textPieces(forward, ids, { ...step, ...options })) {
    if (targets.length === 0) {
      await forward.forward([tokens]);
      continue;
    }
    const judgements = await judgeTokens(forward, tokens, targets, alternatives);
    yield targets.map((id, i) => ({ id, judgement: at(judgements, i) }));
  }
}

function stepOf({ tokensAtOnce }: ForwardPass): PositionOptions {
  return tokensAtOnce === undefined ? {} : { chunk: tokensAtOnce };
}

/** By the model itself where it can: tens of thousands of logits a token are better looked at where they are computed. */
async function judgeTokens(
  forward: ForwardPass,
  tokens: readonly number[],
  targets: readonly number[],
  alternatives: number,
): Promise<readonly Judgement[]> {
  if (forward.judge !== undefined) return forward.judge(tokens, targets, alternatives);
  const logits = await forward.forward([tokens], "all");
  const { vocabSize } = forward;
  return targets.map((id, i) => judgeByLogits(logits.subarray(i * vocabSize, (i + 1) * vocabSize), id, alternatives));
}

/** @param logits before the token. @throws Refusal `nan_logits` */
export function judgeByLogits(logits: Float32Array, id: number, alternatives: number): Judgement {
  const ranked = rankTokens(logits);
  return { logprob: ranked.logprobOf(id), top: ranked.likeliest(alternatives) };
}
