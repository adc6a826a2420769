import { pairsBytes, QUERIES } from "./attend-four";
import { Scratch } from "./attention";
import { BLOCK_POSITIONS } from "./cache-block";
import { padTo, rowBytes } from "./linear";
import { int4ScratchBytes } from "./matmul-int4";
import { allocate } from "./memory";
import { scratchBytes } from "./multiply-many";
import { JOB_BYTES, TILE } from "./sizes";

// Scratch that each thread has for itself.
/** Of products of many tokens, see `scratchBytes` */
export let wide: usize = 0;
/** For products of 4-bit weights, see `int4ScratchBytes` */
export let int4Scratch: usize = 0;
/** float32 [headWidth padded to 16]: a key or value of one head */
export let headInput: usize = 0;
/** The {@link Scratch} of attention */
export let attentionScratch: usize = 0;
/** Bytes from one head's scores to the next head's */
export let scoresStride: usize = 0;
/** The piece of work that the threads share */
export let job: usize = 0;

/** A thread's own scratch lies behind that of the threads of lower numbers. @returns false when the memory is exhausted */
export function allocateThreads(width: i32, heads: i32, positions: i32, member: i32): bool {
  const headWidth = padTo(width / heads, 16);
  scoresStride = rowBytes(positions);
  job = allocate(JOB_BYTES);
  for (let i = 0; i <= member; i++) {
    wide = allocate(scratchBytes(TILE));
    int4Scratch = allocate(int4ScratchBytes(TILE));
    headInput = allocate(headWidth * 4);
    if (wide == 0 || int4Scratch == 0 || !allocateAttention(max(heads, QUERIES), headWidth)) return false;
  }
  return job != 0;
}

/** For so many queries or heads. A large block may fail where the small ones behind it still fit, so each is looked at. */
function allocateAttention(slots: i32, headWidth: i32): bool {
  attentionScratch = allocate(offsetof<Scratch>());
  const scores = allocate(slots * <i32>scoresStride);
  const factors = allocate(slots * 4);
  const queries = allocate(slots * headWidth * 4);
  const results = allocate(slots * headWidth * 4);
  const pairs = allocate(pairsBytes(headWidth));
  if (attentionScratch == 0 || scores == 0 || queries == 0 || results == 0 || pairs == 0) return false;
  const one = changetype<Scratch>(attentionScratch);
  one.scores = scores;
  one.factors = factors;
  one.queries = queries;
  one.results = results;
  one.pairs = pairs;
  return true;
}
