import { describe, expect, it } from "vitest";
import { at } from "../../contract/at.ts";
import { padTo } from "../pad-to.ts";
import {
  type Matrix,
  type RandomModel,
  randomModel,
  randomNumbers,
  SMALL,
  tensorsOf,
} from "../testing/random-model.ts";
import { kernelModule } from "../testing/start-kernel.ts";
import { allocateScratch } from "./linear.ts";
import { allocateRows, openTrainingKernel, type TrainingKernel } from "./training-kernel.ts";

/** Rows of a product, of which those from 40 on lie in eights: with and without some that are left. */
const COUNTS = [1, 39, 40, 47, 261];
/** Where the address of `mlp.c_fc` is in a layer. */
const C_FC = 6;
const BIAS = "h.0.mlp.c_fc.bias";

interface Product {
  readonly kernel: TrainingKernel;
  readonly address: number;
  readonly matrix: Matrix;
  readonly bias: Float32Array;
}

type Values = (i: number) => number;

/** A product of so many inputs and outputs, as far as it goes with weights of its own. */
async function openProduct(inputs: number, outputs: number, weight?: Values): Promise<Product> {
  const model = randomModel({ ...SMALL, n_embd: inputs, n_inner: outputs, n_layer: 1 });
  const name = "h.0.mlp.c_fc";
  const random = model.matrices.get(name);
  const bias = model.vectors.get(BIAS);
  if (random === undefined || bias === undefined) throw new Error("There is no such matrix.");
  const matrix = weight === undefined ? random : { ...random, values: random.values.map((_, i) => weight(i)) };
  const own: RandomModel = { ...model, matrices: new Map([...model.matrices, [name, matrix]]) };
  const kernel = await openTrainingKernel(await kernelModule("training-checked"), own.shape, tensorsOf(own));
  return { kernel, address: kernel.functions.layerPart(0, C_FC), matrix, bias };
}

/** Rows of inputs through the product, or of gradients back through it. */
function multiply({ kernel, address, matrix }: Product, rows: readonly Float32Array[], back: boolean): Float32Array[] {
  const { functions, instance } = kernel;
  const start = functions.allocate(0);
  const { inputs, outputs } = matrix;
  const [from, to] = back ? [outputs, inputs] : [inputs, outputs];
  const x = allocateRows(kernel, rows.length, from);
  const y = allocateRows(kernel, rows.length, to);
  const scratch = allocateScratch(kernel, Math.max(inputs, outputs));
  for (const [i, row] of rows.entries()) instance.floats(x.address + i * x.stride * 4, row.length).set(row);
  if (back) functions.multiplyBack(address, 0, outputs, x.address, rows.length, y.address, y.stride * 4, scratch);
  else functions.multiplyRows(address, x.address, rows.length, y.address, y.stride * 4, scratch);
  const found = rows.map((_, i) => instance.floats(y.address + i * y.stride * 4, to).slice());
  functions.release(start);
  return found;
}

const rowsOf = (count: number, width: number, value: Values) =>
  Array.from({ length: count }, (_, row) => Float32Array.from({ length: width }, (_, i) => value(row * width + i)));

/** What the product of rows of 1 and -1 is, number by number as the kernel rounds it. */
function expectedOf({ matrix, bias }: Product, rows: readonly Float32Array[], back: boolean): Float32Array[] {
  const { inputs, outputs, values, scale } = matrix;
  const [from, to] = back ? [outputs, inputs] : [inputs, outputs];
  const levels = Math.min(8191, Math.floor((2 ** 31 - 1) / (127 * padTo(from, 16))));
  const step = Math.fround(1 / levels);
  return rows.map((row) =>
    Float32Array.from({ length: to }, (_, i) => {
      const sum = row.reduce(
        (total, x, k) => total + x * levels * at(values, back ? i * outputs + k : k * outputs + i),
        0,
      );
      if (back) return Math.fround(sum) * step;
      return Math.fround(Math.fround(sum) * Math.fround(at(scale, i) * step)) + at(bias, i);
    }),
  );
}

const SIZES = [
  [20, 70],
  [48, 33],
  [272, 21],
  [300, 308],
  // Of more than are made ready at a time.
  [800, 20],
  [20, 800],
] as const;

describe.each(SIZES)("a product of %d inputs and %d outputs", (inputs, outputs) => {
  const sign = () => {
    const random = randomNumbers(5);
    return () => (random() < 0.5 ? -1 : 1);
  };
  const weights = sign();
  it.each([
    ["of one sign", () => 127, () => 1],
    ["of random signs", () => 127 * weights(), sign()],
    ["of signs in turns", (i: number) => (i % 2 === 0 ? 127 : -127), (i: number) => (i % 3 === 0 ? -1 : 1)],
  ] as const)("is exact for the largest numbers, %s", async (_name, weight, value) => {
    const product = await openProduct(inputs, outputs, weight);
    for (const back of [false, true]) {
      const rows = rowsOf(Math.max(...COUNTS), back ? outputs : inputs, value);
      const expected = expectedOf(product, rows, back);
      for (const count of COUNTS) expect(multiply(product, rows.slice(-count), back)).toEqual(expected.slice(-count));
    }
  });

  it("is for each row, bit by bit, what it is alone", async () => {
    const product = await openProduct(inputs, outputs);
    const random = randomNumbers(9);
    for (const back of [false, true]) {
      const rows = rowsOf(Math.max(...COUNTS), back ? outputs : inputs, () => random() - 0.5);
      const alone = rows.map((row) => at(multiply(product, [row], back), 0));
      for (const count of COUNTS) {
        expect(multiply(product, rows.slice(-count), back)).toEqual(alone.slice(-count));
      }
    }
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])(
    "is that, too, beside a row with %d, which shows in all it makes",
    async (bad) => {
      const product = await openProduct(inputs, outputs);
      const random = randomNumbers(11);
      for (const back of [false, true]) {
        const rows = rowsOf(40, back ? outputs : inputs, () => random() - 0.5);
        const before = multiply(product, rows, back);
        at(rows, 1)[3] = bad;
        const after = multiply(product, rows, back);
        expect(at(after, 1).every(Number.isNaN)).toBe(true);
        expect(after.toSpliced(1, 1)).toEqual(before.toSpliced(1, 1));
      }
    },
  );
});
