import type { LowRankTerm } from "../../contract/low-rank.ts";
import { randomStream } from "../../generate/random.ts";
import type { VoiceShape } from "../voice.ts";

export const SHAPE: VoiceShape = { n_embd: 12, n_inner: 20, n_layer: 2 };

/** A term of random factors. */
export function randomTerm(module: string, rank: number, inputs: number, outputs: number, seed: number): LowRankTerm {
  const random = randomStream(seed, 0);
  const some = (length: number) => Float32Array.from({ length }, () => random() - 0.5);
  return { module, rank, scale: -1.5, a: some(rank * inputs), b: some(outputs * rank) };
}

/** An adapter of {@link SHAPE} on three of its matrices. */
export function randomTerms(): LowRankTerm[] {
  return [
    randomTerm("h.0.attn.c_attn", 4, 12, 36, 1),
    randomTerm("h.1.mlp.c_fc", 4, 12, 20, 2),
    randomTerm("h.1.mlp.c_proj", 4, 20, 12, 3),
  ];
}

/** What terms add to a matrix, [outputs][inputs]. */
export function productOf(terms: readonly LowRankTerm[]): Float64Array {
  const [{ a, b, rank } = { a: [], b: [], rank: 1 }] = terms;
  const [inputs, outputs] = [a.length / rank, b.length / rank];
  const sum = new Float64Array(inputs * outputs);
  for (const term of terms)
    for (let i = 0; i < sum.length; i++) {
      const [output, input] = [Math.floor(i / inputs), i % inputs];
      for (let j = 0; j < term.rank; j++)
        sum[i] =
          (sum[i] ?? 0) +
          term.scale * (term.b[output * term.rank + j] ?? Number.NaN) * (term.a[j * inputs + input] ?? Number.NaN);
    }
  return sum;
}
