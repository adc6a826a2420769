import { Linear } from "./linear";
import { quantizeInputs } from "./matmul-inputs";
import * as buffers from "./buffers";
import { INPUT_BYTES, quantizeBlocks } from "./quantize-int4";

/**
 * Quantizes what tokens `from` … `to` of `count` bring to a product, `inputs` float32 [count][paddedColumns], into the model's
 * `quantized` as its weights want it.
 */
export function quantizeTokens(linear: Linear, inputs: usize, count: i32, from: i32, to: i32): void {
  if (linear.int4) quantizeForInt4(linear, inputs, count, from, to);
  else quantizeInputs(inputs, linear.paddedColumns, count, buffers.quantized, buffers.quantizedScales, from, to);
}

function quantizeForInt4(linear: Linear, inputs: usize, count: i32, from: i32, to: i32): void {
  const columns = linear.paddedColumns;
  const step = <usize>count * INPUT_BYTES;
  for (let t = from; t < to; t++) {
    const at = <usize>t;
    const quantized = buffers.quantized + at * INPUT_BYTES;
    const sums = buffers.quantizedSums + at * 4;
    const scale = buffers.quantizedScales + at * 4;
    quantizeBlocks(inputs + at * <usize>columns * 4, columns, quantized, step, sums, <usize>count * 4, scale);
  }
}
