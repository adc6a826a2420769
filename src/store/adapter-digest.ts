import type { LowRankTerm } from "../contract/low-rank.ts";
import { sha256Of } from "./digest.ts";

/** SHA-256 of what an adapter computes: of equal ones the same, whatever form they are saved in. */
export async function digestOfTerms(terms: readonly LowRankTerm[]): Promise<string> {
  // As much as says all that is computed, in one order.
  const sorted = [...terms].sort((one, other) => (one.module < other.module ? -1 : 1));
  const heads = sorted.map(({ module, rank, scale }) => [module, rank, scale]);
  const values = sorted.flatMap(({ a, b }) => [new Float32Array(a), new Float32Array(b)]);
  return sha256Of(new Blob([JSON.stringify(heads), ...values]));
}
