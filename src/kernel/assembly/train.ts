import * as backward from "./backward-product";
import { Linear } from "./linear";
import * as around from "./multiply-back";

// The kernel with a backward pass: what fine-tuning needs beside it. Everything that is exported here is described in
// `../training-module.ts`, which is generated from it.

export * from "./index";
export { stepAdam } from "./adam";
export { addOuterProducts, addProducts, scaleFloats, sumSquares } from "./adapter-products";
export { activateBackward } from "./backward-activation";
export { activateRows } from "./activation";
export { addNormGradients, normBackward } from "./backward-norm";
export { PRODUCT_ROWS, productScratchBytes, scaleColumns } from "./backward-product";
export { crossEntropy } from "./cross-entropy";
export { addMatrixProduct, matrixScratchBytes } from "./float-matrices";
export { addFloats } from "./floats";
export { norm } from "./norm";
export { attendText, attendTextBackward, attentionScratchBytes } from "./train-attention";

export function multiplyRows(linear: usize, x: usize, rows: i32, y: usize, stride: usize, scratch: usize): void {
  backward.multiplyRows(changetype<Linear>(linear), x, rows, y, stride, scratch);
}

export function multiplyBack(
  linear: usize, first: i32, count: i32, x: usize, rows: i32, y: usize, stride: usize, scratch: usize,
): void {
  around.multiplyBack(changetype<Linear>(linear), first, count, x, rows, y, stride, scratch);
}

export function addOutputRow(linear: usize, row: i32, factor: f32, to: usize): void {
  backward.addOutputRow(changetype<Linear>(linear), row, factor, to);
}
