import { countTargets, groupTexts } from "./batches.ts";
import type { Trainable } from "./trainable.ts";

/** Perplexity of texts; endless where the model foresees nothing any more. */
export function perplexityOf(
  model: Pick<Trainable, "tokens" | "score">,
  texts: readonly (readonly number[])[],
): number {
  const sum = groupTexts(texts, model.tokens).reduce((all, group) => all + model.score(group), 0);
  const perplexity = Math.exp(sum / countTargets(texts));
  return Number.isNaN(perplexity) ? Number.POSITIVE_INFINITY : perplexity;
}
