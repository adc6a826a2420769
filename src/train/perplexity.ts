import { countTargets } from "./batches.ts";
import type { Trainable } from "./trainable.ts";

/**
 * Perplexity of texts; endless where the model foresees nothing any more.
 * @param breathe awaited before each computation
 */
export async function perplexityOf(
  model: Pick<Trainable, "lossOf">,
  texts: readonly (readonly number[])[],
  breathe: () => Promise<void>,
): Promise<number> {
  const perplexity = Math.exp((await model.lossOf(texts, breathe)) / countTargets(texts));
  return Number.isNaN(perplexity) ? Number.POSITIVE_INFINITY : perplexity;
}
