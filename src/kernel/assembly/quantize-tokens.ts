import { EIGHT, FACTOR_BYTES, inEights, makeFactors } from "./eight-layout";
import { blocksOf } from "./int4-layout";
import { Linear, rowBytes } from "./linear";
import { quantizeInputs } from "./matmul-inputs";
import * as buffers from "./buffers";
import { blockStep, HALF, inputsPlace, quantizeBlocks } from "./quantize-int4";

/**
 * Quantizes what tokens `from` … `to` of `count` bring to a product, `inputs` float32 [count][paddedColumns], `rowBytes` apart, into the model's
 * `quantized` as its weights want it. `from` is a multiple of eight, and `to` as well unless it is `count`.
 */
export function quantizeTokens(linear: Linear, inputs: usize, count: i32, from: i32, to: i32): void {
  if (linear.int4) quantizeForInt4(linear, inputs, count, from, to);
  else quantizeForInt8(linear, inputs, count, from, to);
}

function quantizeForInt8(linear: Linear, inputs: usize, count: i32, from: i32, to: i32): void {
  const columns = linear.paddedColumns;
  quantizeInputs(inputs, columns, rowBytes(columns), count, buffers.quantized, buffers.quantizedScales, from, to);
}

function quantizeForInt4(linear: Linear, inputs: usize, count: i32, from: i32, to: i32): void {
  const columns = linear.paddedColumns;
  const step = blockStep(count);
  for (let t = from; t < to; t++) {
    const half = t < inEights(count) ? FACTOR_BYTES : HALF;
    const quantized = buffers.quantized + inputsPlace(t, count);
    const sums = buffers.quantizedSums + <usize>t * 4;
    const scale = buffers.quantizedScales + <usize>t * 4;
    quantizeBlocks(inputs + <usize>t * rowBytes(columns), columns, quantized, step, half, sums, <usize>count * 4, scale);
  }
  const blocks = <usize>blocksOf(linear.columns);
  for (let t = from, last = min(to, inEights(count)); t < last; t += EIGHT) {
    const first = buffers.quantized + inputsPlace(t, count);
    for (let eight = first, end = first + blocks * step; eight < end; eight += step) makeFactors(eight, FACTOR_BYTES);
  }
}
