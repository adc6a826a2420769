import { EIGHT, EIGHT_BYTES } from "./eight-layout";
import { blocksOf } from "./int4-layout";
import { JUDGEMENT_BYTES } from "./judge";
import { rowBytes } from "./linear";
import { allocate } from "./memory";
import { JUDGED_STRIDE, LOGIT_ROWS, TILE } from "./sizes";

/** Bytes of 32 columns of a tile's quantized inputs. */
export const QUANTIZED_BLOCK_BYTES: i32 = (TILE / EIGHT) * <i32>EIGHT_BYTES;

// What all threads compute in: one row per token of a tile, float32, padded with zeros to a multiple of 16, `rowBytes` apart.
/** The residual stream [TILE][width] */
export let hidden: usize = 0;
/** Results of norms and of attention, in the same shape */
export let normed: usize = 0;
/** What a block adds to the residual stream, in the same shape */
export let update: usize = 0;
/** Query, key and value [TILE][3 · width] */
export let qkv: usize = 0;
/** [TILE][inner] */
export let expanded: usize = 0;
/** int16 [TILE][the widest input of a product], with what `eight-layout.ts` makes of it */
export let quantized: usize = 0;
/** What the rest of a product adds, of the size of the largest output; 0 when there are no rests */
export let restOutputs: usize = 0;
/** float32 [TILE] */
export let quantizedScales: usize = 0;
/** int32 [blocks of the widest input][TILE], for weights of 4 bits */
export let quantizedSums: usize = 0;
/** uint32 [TILE] each: token ids, positions, addresses of block tables, picked tokens, the tokens that came after those */
export let plan: usize = 0;
/** float32 [LOGIT_ROWS][vocabulary], or [TILE][JUDGED_STRIDE] */
export let logitsBuffer: usize = 0;
/** [TILE] judgements of JUDGEMENT_BYTES */
export let judgements: usize = 0;

@inline
export function judgementAt(pick: i32): usize {
  return judgements + <usize>pick * JUDGEMENT_BYTES;
}

/** Takes the memory of all of them, of a model of these sizes. @returns false when the memory is exhausted */
export function allocateBuffers(width: i32, inner: i32, vocabulary: i32, rests: bool): bool {
  const bytes = tileBytes(width);
  hidden = allocate(bytes);
  normed = allocate(bytes);
  update = allocate(bytes);
  qkv = allocate(tileBytes(3 * width));
  expanded = allocate(tileBytes(inner));
  const widest = max(width, inner);
  quantized = allocate(blocksOf(widest) * QUANTIZED_BLOCK_BYTES);
  quantizedScales = allocate(TILE * 4);
  quantizedSums = allocate(TILE * blocksOf(widest) * 4);
  plan = allocate(TILE * 20);
  const room = max(LOGIT_ROWS * vocabulary, TILE * JUDGED_STRIDE) * 4;
  logitsBuffer = allocate(room);
  judgements = allocate(TILE * JUDGEMENT_BYTES);
  restOutputs = rests ? allocate(max(tileBytes(max(3 * width, inner)), room)) : 0;
  return logitsBuffer != 0 && judgements != 0 && quantizedSums != 0 && (!rests || restOutputs != 0);
}

@inline
function tileBytes(columns: i32): i32 {
  return TILE * <i32>rowBytes(columns);
}
