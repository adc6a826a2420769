import { blocksOf, INT4_BLOCK } from "./int4-layout";
import { JUDGEMENT_BYTES } from "./judge";
import { padTo } from "./linear";
import { allocate } from "./memory";
import { JUDGED_STRIDE, LOGIT_ROWS, TILE } from "./sizes";

// What all threads compute in: one row per token of a tile, float32, padded with zeros to a multiple of 16.
/** The residual stream [TILE][padTo(width, 16)] */
export let hidden: usize = 0;
/** Results of norms and of attention, in the same shape */
export let normed: usize = 0;
/** What a block adds to the residual stream, in the same shape */
export let update: usize = 0;
/** Query, key and value [TILE][padTo(3 · width, 16)] */
export let qkv: usize = 0;
/** [TILE][padTo(inner, 16)] */
export let expanded: usize = 0;
/** int16 [TILE][the widest input of a product] */
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
  const padded = padTo(width, 16);
  const paddedInner = padTo(inner, 16);
  hidden = allocate(TILE * padded * 4);
  normed = allocate(TILE * padded * 4);
  update = allocate(TILE * padded * 4);
  qkv = allocate(TILE * padTo(3 * width, 16) * 4);
  expanded = allocate(TILE * paddedInner * 4);
  const widest = max(width, inner);
  quantized = allocate(TILE * padTo(widest, INT4_BLOCK) * 2);
  quantizedScales = allocate(TILE * 4);
  quantizedSums = allocate(TILE * blocksOf(widest) * 4);
  plan = allocate(TILE * 20);
  const room = max(LOGIT_ROWS * vocabulary, TILE * JUDGED_STRIDE);
  logitsBuffer = allocate(room * 4);
  judgements = allocate(TILE * JUDGEMENT_BYTES);
  const largest = max(TILE * max(padTo(3 * width, 16), paddedInner), room);
  restOutputs = rests ? allocate(largest * 4) : 0;
  return logitsBuffer != 0 && judgements != 0 && quantizedSums != 0 && (!rests || restOutputs != 0);
}
