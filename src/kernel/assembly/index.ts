import { Linear } from "./linear";
import { plan as planAddress, logitsBuffer, positionTable, finalNormWeight, finalNormBias } from "./model";
import * as pack from "./pack";

export { activate } from "./activation";
export { allocate, copy, memoryBytes, release } from "./memory";
export { multiplyFloats } from "./floats";
export { complete, embeddingPart, headPart, layerPart, setUp } from "./model";
export { blockBytes, logits, run } from "./forward";
export { widenFloat16 } from "./pack";
export { help, useHelpers } from "./team";

export function plan(): usize {
  return planAddress;
}

export function logitsAddress(): usize {
  return logitsBuffer;
}

export function positionsAddress(): usize {
  return positionTable;
}

export function finalNormPart(which: i32): usize {
  return which == 0 ? finalNormWeight : finalNormBias;
}

export function linearScales(linear: usize): usize {
  return changetype<Linear>(linear).scales;
}

export function linearBias(linear: usize): usize {
  return changetype<Linear>(linear).bias;
}

export function packInt8(linear: usize, first: i32, count: i32, column: i32, source: usize): void {
  pack.packInt8(changetype<Linear>(linear), first, count, column, source);
}

export function packFloat32(linear: usize, first: i32, count: i32, source: usize): void {
  pack.packFloat32(changetype<Linear>(linear), first, count, source);
}

export function packInt4(linear: usize, first: i32, count: i32, source: usize): void {
  pack.packInt4(changetype<Linear>(linear), first, count, source);
}

export function rescaleInt4(linear: usize, scales: usize): void {
  pack.rescaleInt4(changetype<Linear>(linear), scales);
}
