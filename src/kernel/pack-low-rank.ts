import type { LowRankTerm } from "../contract/low-rank.ts";

// As `assembly/low-rank.ts` reads them. What is not written stays zero.

/**
 * Packs A, [rank, inputs], as [rank/4][columns/4][4][4].
 * @param to zeros
 * @returns inputs with their padding, a multiple of 16
 */
export function packDown({ a, rank }: LowRankTerm, inputs: number, to: Float32Array): number {
  const columns = Math.ceil(inputs / 16) * 16;
  for (let r = 0; r < rank; r++) {
    const start = (r >> 2) * columns * 4 + (r & 3) * 4;
    for (let k = 0; k < inputs; k++) to[start + (k >> 2) * 16 + (k & 3)] = a[r * inputs + k] ?? 0;
  }
  return columns;
}

/** Packs B, [outputs, rank], as [outputs/4][rank][4]. @param to zeros */
export function packUp({ b, rank }: LowRankTerm, outputs: number, to: Float32Array): void {
  for (let o = 0; o < outputs; o++) {
    const start = (o >> 2) * rank * 4 + (o & 3);
    for (let r = 0; r < rank; r++) to[start + r * 4] = b[o * rank + r] ?? 0;
  }
}
