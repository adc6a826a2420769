import type { LowRankTerm } from "../contract/low-rank.ts";
import { refuse } from "../contract/outcome.ts";

/** A tensor of a checkpoint; matrices are [inputs, outputs]. */
interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array<ArrayBuffer>;
}

/** Numbers in the form that a file has them in, with that form's name and the bytes of one. */
export interface NumberForm {
  readonly dtype: "F16" | "F32";
  readonly bytes: 2 | 4;
  /** The largest that it has. */
  readonly most: number;
  encode(values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;
}

/**
 * A model with an adapter merged into it, as safetensors that transformers opens. The terms are added to the weights in float32.
 * @param tensors of the base, one by one: no two are in memory as floats
 * @throws Refusal `bad_request` where a value is larger than the form has
 */
export async function mergeWeights(
  tensors: AsyncIterable<Tensor> | Iterable<Tensor>,
  terms: readonly LowRankTerm[],
  { dtype, bytes: each, most, encode }: NumberForm,
): Promise<Blob> {
  const parts: Blob[] = [];
  const entries: Record<string, object> = {};
  let end = 0;
  for await (const { name, shape, values } of tensors) {
    for (const term of terms) if (`${term.module}.weight` === name) addTerm(values, term);
    checkValues(name, values, most);
    const start = end;
    end += values.length * each;
    parts.push(new Blob([encode(values)]));
    entries[name.startsWith("lm_head.") ? name : `transformer.${name}`] = { dtype, shape, data_offsets: [start, end] };
  }
  const header = JSON.stringify({ __metadata__: { format: "pt" }, ...entries });
  // The values begin at a multiple of 8 (https://github.com/huggingface/safetensors#format).
  const padded = new TextEncoder().encode(header.padEnd(Math.ceil(header.length / 8) * 8));
  return new Blob([new BigUint64Array([BigInt(padded.length)]), padded, ...parts]);
}

/** A value that the form has not would become infinite, and everything that the model computes with it. */
function checkValues(name: string, values: Float32Array, most: number): void {
  const value = values.find((one) => !(Math.abs(one) <= most));
  if (value !== undefined) throw refuse("bad_request", "merged_value", { name, value, most });
}

/** W += scale · (B A), turned around: [inputs, outputs]. */
function addTerm(values: Float32Array, { rank, scale, a, b }: LowRankTerm): void {
  const [inputs, outputs] = [a.length / rank, b.length / rank];
  for (let input = 0; input < inputs; input++) {
    const row = values.subarray(input * outputs, (input + 1) * outputs);
    for (let j = 0; j < rank; j++) {
      const factor = scale * (a[j * inputs + input] ?? Number.NaN);
      for (let output = 0; output < outputs; output++) {
        row[output] = (row[output] ?? Number.NaN) + factor * (b[output * rank + j] ?? Number.NaN);
      }
    }
  }
}
