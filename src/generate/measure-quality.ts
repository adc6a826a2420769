import type { ForwardPass } from "../contract/forward-pass.ts";
import type { Quality } from "../contract/manifest.ts";
import { refuse } from "../contract/outcome.ts";
import { likeliest } from "./choose.ts";
import { scoreTokens, assertScorable, rowOf, surpriseOf } from "./score.ts";
import { type PositionOptions, textPositions } from "./text-positions.ts";

/**
 * Compares a quantized model with the weights it was made from, on one text: both by prefill, position by position, and
 * the quantized one token by token too.
 * @throws Refusal `bad_request` for fewer than two tokens, `size_mismatch` for different vocabularies, `nan_logits`
 */
export async function measureQuality(
  reference: ForwardPass,
  quantized: ForwardPass,
  ids: readonly number[],
  options: Omit<PositionOptions, "chunk" | "context"> = {},
): Promise<Quality> {
  assertScorable(ids, 1);
  const { vocabSize } = reference;
  if (quantized.vocabSize !== vocabSize) {
    throw refuse("size_mismatch", "vocabularies", { one: vocabSize, other: quantized.vocabSize });
  }
  const window = Math.min(reference.maxPositions, quantized.maxPositions, options.window ?? Number.POSITIVE_INFINITY);
  const shared = { ...options, window };
  const expected = textPositions(reference, ids, shared);
  let [surprise, referenceSurprise, agreeing, error] = [0, 0, 0, 0];
  for await (const { targets, logits } of textPositions(quantized, ids, shared)) {
    const same = (await expected.next()).value;
    if (same === undefined) throw new Error("the reference ended before the quantized model");
    targets.forEach((target, i) => {
      const row = rowOf(logits, i, vocabSize);
      const referenceRow = rowOf(same.logits, i, vocabSize);
      surprise += surpriseOf(row, target);
      referenceSurprise += surpriseOf(referenceRow, target);
      if (likeliest(row) === likeliest(referenceRow)) agreeing++;
      error = Math.max(error, largestDifference(row, referenceRow));
    });
  }
  const tokens = ids.length - 1;
  const decoded = await scoreTokens(quantized, ids, { ...shared, chunk: 1 });
  return {
    perplexity_prefill: Math.exp(surprise / tokens),
    perplexity_decode: Math.exp(decoded.surprise / tokens),
    fp32_perplexity: Math.exp(referenceSurprise / tokens),
    top1_agreement: agreeing / tokens,
    max_logit_error: error,
    tokens,
  };
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs((a[i] ?? 0) - (b[i] ?? 0)));
  return largest;
}
