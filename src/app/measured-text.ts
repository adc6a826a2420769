import type { ModelInfo } from "../contract/model-info.ts";
import type { Failure } from "../contract/outcome.ts";
import type { ScoreResult } from "../contract/text-results.ts";
import type { PromptToken } from "../contract/token-detail.ts";

/** Characters of a text that is measured on the page: some 25,000 tokens, all of them kept with their alternatives. */
export const LONGEST_MEASURED = 100_000;
/** Tokens of it that are drawn at once: laying out more is slow on a phone. */
export const TOKENS_DRAWN = 1536;

/** The model that a text is measured with. */
export interface Measurer extends Pick<ModelInfo, "name" | "source" | "maxPositions"> {
  readonly commit?: string | undefined;
  readonly backend: Pick<ModelInfo["backend"], "backend" | "dtype">;
}

/** A text whose surprise is measured, as far as it is. */
export interface MeasuredText {
  readonly text: string;
  readonly by: Measurer;
  readonly tokens: readonly PromptToken[];
  /** Once all tokens are there. */
  readonly result?: ScoreResult;
  readonly failure?: Failure;
}

/** A text that was measured to its end. */
export type WholeMeasure = MeasuredText & { readonly result: ScoreResult };

export function isWhole(measured: MeasuredText): measured is WholeMeasure {
  return measured.result !== undefined;
}

export function measurerOf({ name, source, commit, maxPositions, backend }: ModelInfo): Measurer {
  return { name, source, commit, maxPositions, backend };
}

/** A measured text as other programs read it, under the names of the API and the command line. */
export function measuredAsJson({ text, by, tokens, result }: WholeMeasure): string {
  const { name, source, commit, backend } = by;
  const { perplexity, bits_per_byte, bytes } = result;
  const figures = { perplexity, bits_per_byte, tokens: result.tokens, bytes };
  const model = { name, source, commit, dtype: backend.dtype, backend: backend.backend };
  return JSON.stringify({ model, ...figures, text, details: tokens }, undefined, 2);
}
