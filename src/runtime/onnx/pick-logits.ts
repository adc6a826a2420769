import type { TokenRows } from "../../contract/forward-pass.ts";
import { nonFiniteLogits } from "../../contract/non-finite-logits.ts";
import { refuse } from "../../contract/outcome.ts";
import type { BatchInputs } from "./batch.ts";

/** Of logits [rows, columns, vocabSize]: the last column of each row, or every column that holds a token. */
export function pickLogits(
  logits: Float32Array,
  { rows, width }: BatchInputs,
  tokens: TokenRows,
  vocabSize: number,
  want: "last" | "all",
): Float32Array {
  const columns = logits.length / (rows * vocabSize);
  const counts = tokens.map((row) => (want === "last" ? 1 : row.length));
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total * vocabSize === logits.length) return logits;
  if (columns !== width) throw refuse("malformed_file", "logits_shape", {});
  const picked = new Float32Array(total * vocabSize);
  let at = 0;
  counts.forEach((count, row) => {
    const end = (row + 1) * columns * vocabSize;
    picked.set(logits.subarray(end - count * vocabSize, end), at);
    at += count * vocabSize;
  });
  return picked;
}

export function checkFinite(logits: Float32Array): Float32Array {
  if (logits.every(Number.isFinite)) return logits;
  throw nonFiniteLogits();
}
