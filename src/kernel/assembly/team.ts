import { projected } from "./adapter";
import { attendHeads } from "./heads";
import { Job, Kind, multiply, piece, PIECE_TOKENS } from "./job";
import { Linear, padTo } from "./linear";
import * as model from "./model";
import * as buffers from "./buffers";
import * as thread from "./thread-buffers";
import { askBelow, FEW, share } from "./share";
import { TILE } from "./sizes";
import { EIGHT_ROWS } from "./multiply-eights";
import { MANY_ROWS } from "./multiply-many";

// Shared build: helpers run this module on the same memory, each on a thread of its own. Work comes in pieces, taken
// by whoever is free, so a helper that is late or asleep costs nothing but its help. Each result is computed by one
// thread alone, in the same way by any: texts do not depend on the number of threads.

/**
 * Bytes of weights in a piece of one token's product, and the most pieces of any. A piece is one stream from memory, and
 * a stream takes a while to come up to speed: in pieces of 32 KB two threads were slower than one, in these they are faster.
 */
const PIECE_BYTES: i32 = 1 << 18;
const MOST_PIECES: i32 = 16;
/** The most of a prompt's: it is work enough for more, and whoever is done first waits for half a piece. */
const MOST_LARGE_PIECES: i32 = 48;
/** Cached positions of a head, times tokens, from which attention is worth sharing. */
const PIECE_POSITIONS: i32 = 64;
/** From this many tokens on a pass is taken for a prompt's. */
const MANY_TOKENS: i32 = 8;

/** Fewest tokens of a pass for which helpers are asked; 0: never. */
let fewest: i32 = 0;

/** Has the helpers of numbers below `most` asked from so many tokens on; for 0 nobody, whatever `most` is. */
export function askHelpers(fewestTokens: i32, most: i32): void {
  fewest = fewestTokens;
  if (fewestTokens != 0) askBelow(most);
}

@inline
function helped(count: i32): bool {
  return fewest != 0 && count >= fewest;
}

/** Rows `from` … `to` of the product of the tile's first `count` quantized tokens, with what an adapter adds; see `multiply`. */
export function multiplyTogether(
  linear: Linear, count: i32, outputs: usize, stride: usize, from: i32, to: i32, term: usize,
): void {
  if (SHARED && helped(count)) {
    const job = changetype<Job>(thread.job);
    job.kind = Kind.product;
    job.linear = changetype<usize>(linear);
    job.count = count;
    job.outputs = outputs;
    job.stride = stride;
    job.from = from;
    job.to = to;
    job.term = term;
    job.projected = projected;
    job.rows = rowsOf(linear, count, to - from);
    if (share(job, (to - from + job.rows - 1) / job.rows)) return;
  }
  multiply(linear, count, outputs, stride, from, to, term, projected);
}

/** Judges the tile's `count` wanted tokens by the logits of outputs `from` … `to`, which lie in the logits buffer. */
export function judgeTogether(count: i32, from: i32, to: i32, stride: usize, wanted: i32): void {
  const job = changetype<Job>(thread.job);
  job.kind = Kind.judgement;
  job.count = count;
  job.from = from;
  job.to = to;
  job.stride = stride;
  job.wanted = wanted;
  byTokens(job);
}

/** Quantizes the tile's first `count` tokens for a product, see `quantizeTokens`, and projects them for what an adapter adds to it. */
export function quantizeTogether(linear: Linear, inputs: usize, count: i32, term: usize): void {
  changetype<Job>(thread.job).norm = 0;
  quantize(linear, inputs, count, term);
}

/**
 * The same of what a norm makes of the residual stream, with its weights and its bias. `update` is added to the stream before, if it
 * is not 0.
 */
export function normTogether(linear: Linear, norm: usize, bias: usize, update: usize, count: i32, term: usize): void {
  const job = changetype<Job>(thread.job);
  job.norm = norm;
  job.bias = bias;
  job.update = update;
  quantize(linear, buffers.normed, count, term);
}

function quantize(linear: Linear, inputs: usize, count: i32, term: usize): void {
  const job = changetype<Job>(thread.job);
  job.kind = Kind.quantization;
  job.count = count;
  job.linear = changetype<usize>(linear);
  job.outputs = inputs;
  job.term = term;
  job.projected = projected;
  byTokens(job);
}

/** The activation of the tile's first `count` tokens. */
export function activateTogether(count: i32): void {
  const job = changetype<Job>(thread.job);
  job.kind = Kind.activation;
  job.count = count;
  byTokens(job);
}

/** Does a job whose pieces are tokens. */
function byTokens(job: Job): void {
  const pieces = (job.count + PIECE_TOKENS - 1) / PIECE_TOKENS;
  if (SHARED && helped(job.count) && share(job, pieces)) return;
  for (let i = 0; i < pieces; i++) piece(job, i);
}

/** Attention of a layer for the tile's first `count` tokens. */
export function attendTogether(layer: i32, count: i32): void {
  if (SHARED && helped(count) && count * (load<u32>(buffers.plan + <usize>TILE * 4) + count) >= PIECE_POSITIONS) {
    const job = changetype<Job>(thread.job);
    job.kind = Kind.attention;
    job.count = count;
    job.layer = layer;
    job.heads = max(1, min(headsTogether(count), model.heads / FEW));
    if (share(job, (model.heads + job.heads - 1) / job.heads)) return;
  }
  const most = headsTogether(count);
  for (let h = 0; h < model.heads; h += most) attendHeads(layer, h, min(h + most, model.heads), count);
}

/**
 * Heads that go through the cache together. A few tokens read it as one stream; the many of a prompt read the same
 * positions again and again, and a single head's stay in the processor's caches.
 */
@inline
function headsTogether(count: i32): i32 {
  return count < MANY_TOKENS ? model.heads : 1;
}

/** Rows of a product in one piece. */
@inline
function rowsOf(linear: Linear, count: i32, rows: i32): i32 {
  const worth = PIECE_BYTES / (linear.paddedColumns * count);
  return padTo(max(1, max(worth, rows / (count < MANY_TOKENS ? MOST_PIECES : MOST_LARGE_PIECES))), max(EIGHT_ROWS, MANY_ROWS));
}
