import type { LowRankTerm } from "../../contract/low-rank.ts";
import { type Matrix, type RandomModel, randomNumbers } from "./random-model.ts";

/**
 * An adapter of a random model, of a size that moves its logits.
 * @param rankOf of each product, by its canonical name; 0 leaves it as it is
 */
export function randomAdapter(model: RandomModel, rankOf: (module: string) => number, seed = 1): LowRankTerm[] {
  const random = randomNumbers(seed);
  const floats = (count: number, spread: number) =>
    Float32Array.from({ length: count }, () => spread * (random() - 0.5));
  return [...model.matrices].flatMap(([module, { inputs, outputs }]) => {
    const rank = module.startsWith("h.") ? rankOf(module) : 0;
    if (rank === 0) return [];
    const a = floats(rank * inputs, 2 / Math.sqrt(inputs));
    return [{ module, rank, scale: 0.5 + random(), a, b: floats(outputs * rank, 2 / Math.sqrt(rank)) }];
  });
}

/** The model with the adapter's products added to its matrices, in float32. */
export function mergedModel(model: RandomModel, adapter: readonly LowRankTerm[]): RandomModel {
  const terms = new Map(adapter.map((term) => [term.module, term]));
  const matrices = [...model.matrices].map(([name, matrix]): [string, Matrix] => {
    const term = terms.get(name);
    return [name, term === undefined ? matrix : merge(matrix, term)];
  });
  return { ...model, matrices: new Map(matrices) };
}

function merge({ inputs, outputs, values, scale }: Matrix, { a, b, rank, scale: factor }: LowRankTerm): Matrix {
  const merged = values.map((value, i) => {
    const [input, output] = [Math.floor(i / outputs), i % outputs];
    let sum = 0;
    for (let r = 0; r < rank; r++) sum += (b[output * rank + r] ?? 0) * (a[r * inputs + input] ?? 0);
    return value * (scale[output] ?? 0) + factor * sum;
  });
  return { inputs, outputs, values: merged, scale: new Float32Array(outputs).fill(1) };
}
