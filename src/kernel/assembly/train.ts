import { allocateLinear } from "./allocate-linear";
import * as backward from "./backward-product";
import { Linear } from "./linear";

// The kernel with a backward pass: what fine-tuning needs beside it. Everything that is exported here is described in
// `../training-module.ts`, which is generated from it.

export * from "./index";
export { stepAdam } from "./adam";
export { addOuterProducts, addProducts, scaleFloats, sumSquares } from "./adapter-products";
export { activateBackward } from "./backward-activation";
export { activateRows } from "./activation";
export { normBackward } from "./backward-norm";
export { PRODUCT_ROWS, productScratchBytes, scaleColumns } from "./backward-product";
export { crossEntropy } from "./cross-entropy";
export { addFloats } from "./floats";
export { norm } from "./norm";
export { attendText, attendTextBackward, attentionScratchBytes } from "./train-attention";

/** A matrix of int8 without a bias. @returns 0 when the memory is exhausted */
export function allocateMatrix(rows: i32, columns: i32): usize {
  return allocateLinear(rows, columns, false, false);
}

export function multiplyRows(linear: usize, x: usize, rows: i32, y: usize, stride: usize, scratch: usize): void {
  backward.multiplyRows(changetype<Linear>(linear), x, rows, y, stride, scratch);
}

export function transpose(from: usize, first: i32, to: usize): void {
  backward.transpose(changetype<Linear>(from), first, changetype<Linear>(to));
}

export function addOutputRow(linear: usize, row: i32, factor: f32, to: usize): void {
  backward.addOutputRow(changetype<Linear>(linear), row, factor, to);
}
