import { countTargets, groupTexts } from "./batches.ts";
import type { Trainable } from "./trainable.ts";

/**
 * Perplexity of texts; endless where the model foresees nothing any more.
 * @param breathe awaited before each computation
 */
export async function perplexityOf(
  model: Pick<Trainable, "tokens" | "score">,
  texts: readonly (readonly number[])[],
  breathe: () => Promise<void>,
): Promise<number> {
  let sum = 0;
  for (const group of groupTexts(texts, model.tokens)) {
    await breathe();
    sum += model.score(group);
  }
  const perplexity = Math.exp(sum / countTargets(texts));
  return Number.isNaN(perplexity) ? Number.POSITIVE_INFINITY : perplexity;
}
