import { at } from "../contract/at.ts";
import { DTYPES } from "../contract/dtypes.ts";
import type { ModelManifest } from "../contract/manifest.ts";

/** The quality report as lines for the terminal; none when nothing was measured. */
export function qualityTable({ dtypes }: ModelManifest): string[] {
  const rows = DTYPES.flatMap((dtype) => {
    const quality = dtypes[dtype]?.quality;
    if (!quality) return [];
    const { perplexity_prefill, perplexity_decode, fp32_perplexity, top1_agreement, max_logit_error, tokens } = quality;
    const change = (perplexity: number) => `${perplexity.toFixed(2)} (${percent(perplexity / fp32_perplexity - 1)})`;
    const cells = [dtype, change(perplexity_prefill), change(perplexity_decode), fp32_perplexity.toFixed(2)];
    return [[...cells, `${(100 * top1_agreement).toFixed(1)} %`, max_logit_error.toFixed(3), String(tokens)]];
  });
  if (rows.length === 0) return [];
  const head = ["dtype", "perplexity, prefill", "token by token", "fp32", "same choice", "logit error", "tokens"];
  const table = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...table.map((row) => at(row, column).length)));
  return table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(at(widths, column)))
      .join("  ")
      .trimEnd(),
  );
}

function percent(share: number): string {
  return `${share < 0 ? "" : "+"}${(100 * share).toFixed(2)} %`;
}
