import { Scratch } from "./attention";
import { allocateKinds as kindsOf, Config } from "./config";
import { Judgement } from "./judge";
import { Linear } from "./linear";
import { LowRank } from "./low-rank";
import { int4ScratchBytes } from "./matmul-int4";
import * as model from "./model";
import * as buffers from "./buffers";
import { TILE } from "./sizes";
import { scratchBytes } from "./multiply-many";
import * as float32 from "./pack-float32";
import * as int4 from "./pack-int4";
import { packInt4AsInt8, rescaleInt4 } from "./pack-int4-as-int8";
import * as int8 from "./pack-int8";

// Everything that is exported here is described in `../kernel-module.ts`, which is generated from it.

export { Activation, activate } from "./activation";
export { QUERIES } from "./attend-four";
export { Adapted, ADAPTED_PRODUCTS, isMixed, selectAdapter } from "./adapter";
export { QUANTIZED_BLOCK_BYTES } from "./buffers";
export { BLOCK_POSITIONS } from "./cache-block";
export { allocateConfig, ConfigField, LAYER_MATRICES } from "./config";
export { multiplyFloats } from "./floats";
export { CHUNK, LowRankField, MOST_DOWN, MOST_RANK, MOST_UP, PROJECTED_BYTES } from "./low-rank";
export { blockBytes, judge, logits, run } from "./forward";
export { JUDGEMENT_BYTES, MOST_ALTERNATIVES } from "./judge";
export { allocate, copy, CACHE_LINE, release } from "./memory";
export { finishWeights, embeddingPart, headPart, layerPart } from "./model";
export { PACKED_INPUTS } from "./pack-group";
export { BLOCK_BYTES as INT4_BLOCK_BYTES, INT4_BLOCK, INT4_ROWS } from "./int4-layout";
export { hashBlocks } from "./sha256";
export { JOB_BYTES, JUDGED_STRIDE, LOGIT_ROWS, TILE } from "./sizes";
export { help } from "./share";
export { askHelpers } from "./team";
export { widenFloat16 } from "./widen-float16";

export const CONFIG_BYTES: i32 = offsetof<Config>();
/** Bytes of a judgement before its alternatives. */
export const JUDGEMENT_HEAD: i32 = offsetof<Judgement>();
export const LAYER_BYTES: i32 = offsetof<model.Layer>();
export const LINEAR_BYTES: i32 = offsetof<Linear>();
export const LOW_RANK_BYTES: i32 = offsetof<LowRank>();
export const INT4_SCRATCH_BYTES: i32 = int4ScratchBytes(TILE);
/** Of products of int8 weights with many tokens. */
export const MANY_SCRATCH_BYTES: i32 = scratchBytes(TILE);
export const SCRATCH_BYTES: i32 = offsetof<Scratch>();

export function setUp(config: usize, member: i32): bool {
  return model.setUp(changetype<Config>(config), member);
}

export function allocateKinds(config: usize): usize {
  return kindsOf(changetype<Config>(config));
}

export function plan(): usize {
  return buffers.plan;
}

export function logitsAddress(): usize {
  return buffers.logitsBuffer;
}

export function judgementsAddress(): usize {
  return buffers.judgements;
}

export function positionsAddress(): usize {
  return model.positionTable;
}

export function finalNormPart(which: i32): usize {
  return which == 0 ? model.finalNormWeight : model.finalNormBias;
}

export function linearScales(linear: usize): usize {
  return changetype<Linear>(linear).scales;
}

export function linearBias(linear: usize): usize {
  return changetype<Linear>(linear).bias;
}

export function packInt8(linear: usize, first: i32, count: i32, column: i32, source: usize): void {
  int8.packInt8(changetype<Linear>(linear), first, count, column, source);
}

export function packFloat32(linear: usize, first: i32, count: i32, source: usize): void {
  float32.packFloat32(changetype<Linear>(linear), first, count, source);
}

export function packInt4(linear: usize, first: i32, count: i32, source: usize): void {
  const to = changetype<Linear>(linear);
  if (to.int4) int4.packInt4(to, first, count, source);
  else packInt4AsInt8(to, first, count, source);
}

export function packInt4Scales(linear: usize, first: i32, count: i32, scales: usize): void {
  const to = changetype<Linear>(linear);
  if (to.int4) int4.packInt4Scales(to, first, count, scales);
  else rescaleInt4(to, first, count, scales);
}
