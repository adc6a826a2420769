import { halfValues } from "../contract/half-values.ts";
import { refuse } from "../contract/outcome.ts";
import type { Gpt2Config } from "../gpt2/config.ts";
import { INT4_BLOCK, partOf } from "../gpt2/package-names.ts";
import { type Gpt2Tensor, gpt2Tensors, shapeOf } from "../gpt2/tensors.ts";
import { elements, extent, isBlockScale, isInt4, type WeightTensor } from "./weights.ts";

/** A tensor as a checkpoint has it, under its canonical name: `wte.weight` [vocabulary, width], matrices [inputs, outputs]. */
export interface TensorValues {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array<ArrayBuffer>;
}

/**
 * The weights of a package as floats, whatever they are stored as, one after the other as they are whole: of 4 bits and int8 what their
 * scales make of them.
 * @param tensors of `openPackage`
 * @throws Refusal `no_usable_files` where one is not whole
 */
export async function* readValues(shape: Gpt2Config, tensors: readonly WeightTensor[]): AsyncGenerator<TensorValues> {
  const waiting = new Map(gpt2Tensors(shape).map((tensor) => [tensor.name, new Begun(tensor)]));
  for (const tensor of tensors) {
    const name = partOf(tensor.name).base.replace(/scale$/, "weight");
    const begun = waiting.get(name);
    // What nobody asks for is read, too: a file's bytes are known to be the right ones at its end.
    const bytes = await readAll(tensor);
    if (begun === undefined) continue;
    begun.add(tensor, bytes);
    if (!begun.isWhole) continue;
    waiting.delete(name);
    yield begun.finish();
  }
  for (const name of waiting.keys()) throw refuse("no_usable_files", "no_tensor", { name }, { subject: name });
}

async function readAll(tensor: WeightTensor): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of tensor.read()) chunks.push(new Uint8Array(chunk));
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** A tensor of which some parts are there. */
class Begun {
  readonly #tensor: Gpt2Tensor;
  /** Made with the first part: all at once they are the whole model in floats. */
  #made: Float32Array<ArrayBuffer> | undefined;
  /** Outputs that are there. */
  #outputs = 0;
  /** Of all outputs. */
  readonly #scales: number[] = [];
  /** Scales of an output: none of floats, a few with 4 bits. */
  #each = 0;

  constructor(tensor: Gpt2Tensor) {
    this.#tensor = tensor;
  }

  get #values(): Float32Array<ArrayBuffer> {
    this.#made ??= new Float32Array(shapeOf(this.#tensor).reduce((product, size) => product * size, 1));
    return this.#made;
  }

  get isWhole(): boolean {
    const { outputs } = this.#tensor;
    return this.#outputs === outputs && this.#scales.length === outputs * this.#each;
  }

  add(tensor: WeightTensor, bytes: Uint8Array<ArrayBuffer>): void {
    const isScale = isBlockScale(tensor) || partOf(tensor.name).base.endsWith(".scale");
    if (isScale) for (const value of floatsOf(tensor, bytes)) this.#scales.push(value);
    else if (isInt4(tensor)) this.#addInt4(tensor, bytes);
    else this.#addColumns(tensor, bytes);
  }

  finish(): TensorValues {
    const { name, inputs, outputs } = this.#tensor;
    const block = this.#each === 1 ? inputs : INT4_BLOCK;
    const values = this.#values;
    for (let output = 0; output < outputs && this.#each > 0; output++) {
      for (let input = 0; input < inputs; input++) {
        const at = this.#place(input, output);
        const scale = this.#scales[output * this.#each + Math.floor(input / block)] ?? Number.NaN;
        values[at] = (values[at] ?? Number.NaN) * scale;
      }
    }
    return { name, shape: shapeOf(this.#tensor), values };
  }

  /** Some outputs of [inputs, outputs], or a vector. */
  #addColumns(tensor: WeightTensor, bytes: Uint8Array<ArrayBuffer>): void {
    const { inputs } = this.#tensor;
    const [count, first] = [extent(tensor), this.#outputs];
    const given = tensor.type === "int8" ? new Int8Array(bytes.buffer) : floatsOf(tensor, bytes);
    const values = this.#values;
    if (tensor.type === "int8") this.#each = 1;
    this.#outputs += count;
    for (let input = 0; input < inputs; input++) {
      for (let i = 0; i < count; i++) {
        values[this.#place(input, first + i)] = given[input * count + i] ?? Number.NaN;
      }
    }
  }

  /** Some outputs of [outputs, blocks, 16]: two neighbours a byte, the first in the low half; 8 is zero. */
  #addInt4(tensor: WeightTensor, bytes: Uint8Array<ArrayBuffer>): void {
    const { inputs } = this.#tensor;
    const width = elements(tensor) / Math.max(1, extent(tensor));
    this.#each = Math.ceil(inputs / INT4_BLOCK);
    const values = this.#values;
    for (let i = 0; i < extent(tensor); i++, this.#outputs++) {
      for (let input = 0; input < inputs; input++) {
        const pair = bytes[i * width + (input >> 1)] ?? Number.NaN;
        values[this.#place(input, this.#outputs)] = (input % 2 === 0 ? pair & 15 : pair >> 4) - 8;
      }
    }
  }

  #place(input: number, output: number): number {
    const { kind, inputs, outputs } = this.#tensor;
    return kind === "table" ? output * inputs + input : input * outputs + output;
  }
}

function floatsOf({ type }: WeightTensor, bytes: Uint8Array<ArrayBuffer>): Float32Array {
  if (type === "float32") return new Float32Array(bytes.buffer);
  const values = halfValues();
  return Float32Array.from(new Uint16Array(bytes.buffer), (half) => values[half] ?? Number.NaN);
}
