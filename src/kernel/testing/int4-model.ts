import type { Gpt2Config } from "../../gpt2/config.ts";
import { INT4_BLOCK, int4Name, int4ScaleName, partName } from "../../gpt2/package-names.ts";
import type { WeightTensor } from "../weights.ts";
import { type Matrix, type RandomModel, randomModel, randomNumbers, tensor, tensorsOf } from "./random-model.ts";

export interface Int4Model {
  /** What the weights are, for the reference. */
  readonly model: RandomModel;
  readonly tensors: readonly WeightTensor[];
}

/**
 * A random model with matrices of 4 bits as a q4 package has them, of scales that keep activations near 1; a sixth of them
 * are negative.
 * @param factor what a block's scale is multiplied by
 * @param isInt4 which matrices have 4 bits; the others are int8
 */
export function int4Model(
  shape: Gpt2Config,
  seed = 1,
  factor: (block: number) => number = () => 1,
  isInt4: (name: string) => boolean = () => true,
): Int4Model {
  const plain = randomModel(shape, seed);
  const random = randomNumbers(seed + 1);
  const matrices = new Map(plain.matrices);
  const isBlocked = (name: string) => plain.matrices.has(name) && isInt4(name);
  const tensors = tensorsOf(plain).filter(({ name }) => !isBlocked(name.replace(/\.(?:weight|scale)$/, "")));
  for (const [name, { inputs, outputs }] of [...plain.matrices].filter(([name]) => isInt4(name))) {
    const blocks = Math.ceil(inputs / INT4_BLOCK);
    const bytes = Uint8Array.from({ length: (outputs * blocks * INT4_BLOCK) / 2 }, () => Math.floor(random() * 256));
    const scales = Float32Array.from({ length: outputs * blocks }, (_, block) => {
      const sign = random() < 1 / 6 ? -1 : 1;
      return (sign * factor(block) * (0.17 + 0.14 * random())) / Math.sqrt(inputs);
    });
    matrices.set(name, { inputs, outputs, ...unpack(bytes, scales, inputs, outputs) });
    const weight = `${name}.weight`;
    // In two parts, of which the first ends inside eight outputs.
    const half = Math.ceil(outputs / 2) * blocks * (INT4_BLOCK / 2);
    for (const [part, values] of [bytes.subarray(0, half), bytes.subarray(half)].entries()) {
      const dims = [values.length / blocks / (INT4_BLOCK / 2), blocks, INT4_BLOCK / 2];
      tensors.push(tensor(partName(int4Name(weight), part), "uint8", dims, values));
    }
    tensors.push(tensor(int4ScaleName(weight), "float32", [outputs, blocks], scales));
  }
  return { model: { ...plain, matrices }, tensors };
}

function unpack(
  bytes: Uint8Array,
  scales: Float32Array,
  inputs: number,
  outputs: number,
): Pick<Matrix, "values" | "scale"> {
  const blocks = Math.ceil(inputs / INT4_BLOCK);
  const weight = (input: number, output: number) => {
    const at = output * blocks * INT4_BLOCK + input;
    const pair = bytes[at >> 1] ?? 0;
    return ((at % 2 === 0 ? pair & 15 : pair >> 4) - 8) * (scales[Math.floor(at / INT4_BLOCK)] ?? 0);
  };
  const values = Float32Array.from({ length: inputs * outputs }, (_, i) =>
    weight(Math.floor(i / outputs), i % outputs),
  );
  return { values, scale: new Float32Array(outputs).fill(1) };
}
