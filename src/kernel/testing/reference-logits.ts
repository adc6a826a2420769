import { ReferenceGpt2 } from "../../gpt2/testing/reference-gpt2.ts";
import type { RandomModel } from "./random-model.ts";

/**
 * What the float64 reference makes of a text, nothing quantized but the weights.
 * @returns logits [tokens, vocab_size]
 */
export function referenceLogits(model: RandomModel, ids: readonly number[]): Promise<Float32Array> {
  const known = new Map<string, Float32Array>();
  const weights = (name: string) => {
    const values = known.get(name) ?? weightsOf(model, name);
    known.set(name, values);
    return values;
  };
  return new ReferenceGpt2(model.shape, weights).forward([ids], "all");
}

/** A tensor as a checkpoint has it: the vocabulary's tables [outputs, inputs], other matrices [inputs, outputs]. */
function weightsOf(model: RandomModel, name: string): Float32Array {
  const vector = model.vectors.get(name);
  if (vector !== undefined) return vector;
  const base = name.replace(/\.weight$/, "");
  const matrix = model.matrices.get(base);
  if (matrix === undefined) throw new Error(`no tensor ${name}`);
  const { inputs, outputs, values, scale } = matrix;
  const weight = (input: number, output: number) => (values[input * outputs + output] ?? 0) * (scale[output] ?? 0);
  const isTable = base === "wte" || base === "lm_head";
  return isTable
    ? values.map((_, i) => weight(i % inputs, Math.floor(i / inputs)))
    : values.map((_, i) => weight(Math.floor(i / outputs), i % outputs));
}
