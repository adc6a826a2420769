import { activateRows } from "./activation";
import { EIGHT } from "./eight-layout";
import { addFloats } from "./floats";
import { attendHeads } from "./heads";
import { judgeLogits } from "./judge";
import { Linear, padTo, rowBytes } from "./linear";
import { LowRank } from "./low-rank";
import { matmul } from "./matmul";
import { matmulInt4 } from "./matmul-int4";
import * as model from "./model";
import * as buffers from "./buffers";
import { norm } from "./norm";
import * as thread from "./thread-buffers";
import { TILE } from "./sizes";
import { projectTokens } from "./project";
import { quantizeTokens } from "./quantize-tokens";

// What the threads of `team.ts` compute: jobs, in pieces of which each is computed by one thread alone.

/** What the pieces of a job are. */
export enum Kind {
  product,
  attention,
  judgement,
  quantization,
  activation,
}

/** Tokens in a piece of what is done token by token: where there are so many, those that `eight-layout.ts` puts together. */
export const PIECE_TOKENS: i32 = EIGHT;

/** What is shared at the moment. It changes only while no piece is left or being worked on. */
@unmanaged
export class Job {
  /** How many jobs there have been: what helpers wait on. */
  number: i32;
  /** Pieces that nobody has taken; whoever comes late takes it below zero. */
  left: i32;
  finished: i32;
  /** Helpers that must be woken. */
  sleepers: i32;
  /** Helpers of lower numbers take pieces. */
  asked: i32;
  kind: Kind;
  /** Of a product, or whose inputs are quantized. */
  linear: usize;
  /** Tokens. */
  count: i32;
  /** Of a product; what is quantized. */
  outputs: usize;
  stride: usize;
  layer: i32;
  /** Outputs of a product, or whose logits are judged. */
  from: i32;
  to: i32;
  /** Rows of a product in a piece. */
  rows: i32;
  /** Heads of attention in a piece. */
  heads: i32;
  /** Alternatives of a judgement. */
  wanted: i32;
  /** What an adapter adds to the product; 0: nothing. */
  term: usize;
  /** What it has projected; see `low-rank.ts`. */
  projected: usize;
  /** The norm whose results are quantized, of the residual stream: its weights, or 0 where the inputs are there, and its bias. */
  norm: usize;
  bias: usize;
  /** What is added to the residual stream before that, or 0. */
  update: usize;
}

/** Computes one piece of a job. */
export function piece(job: Job, index: i32): void {
  if (job.kind == Kind.attention) {
    const from = index * job.heads;
    attendHeads(job.layer, from, min(from + job.heads, model.heads), job.count);
  } else if (job.kind == Kind.product) {
    const from = job.from + index * job.rows;
    const to = min(from + job.rows, job.to);
    multiply(changetype<Linear>(job.linear), job.count, job.outputs, job.stride, from, to, job.term, job.projected);
  } else {
    const from = index * PIECE_TOKENS;
    tokensPiece(job, from, min(from + PIECE_TOKENS, job.count));
  }
}

function tokensPiece(job: Job, from: i32, to: i32): void {
  if (job.kind == Kind.quantization) {
    const linear = changetype<Linear>(job.linear);
    if (job.norm != 0) normTokens(job, from, to);
    quantizeTokens(linear, job.outputs, job.count, from, to);
    if (job.term != 0) projectTokens(changetype<LowRank>(job.term), linear, job.outputs, job.count, from, to, job.projected);
  } else if (job.kind == Kind.activation) {
    const stride = rowBytes(model.inner);
    for (let t = from; t < to; t++) activateRows(model.activation, buffers.expanded + <usize>t * stride, 1, model.inner);
  } else {
    judgeTokens(job, from, to);
  }
}

/** Adds the update, where there is one, and norms. */
function normTokens(job: Job, from: i32, to: i32): void {
  const stride = rowBytes(model.width);
  for (let t = from; t < to; t++) {
    const at = <usize>t * stride;
    if (job.update != 0) addFloats(buffers.hidden + at, job.update + at, padTo(model.width, 4));
    norm(buffers.hidden + at, model.width, job.norm, job.bias, model.epsilon, job.outputs + at);
  }
}

function judgeTokens(job: Job, from: i32, to: i32): void {
  for (let i = from; i < to; i++) {
    const own = load<u32>(buffers.plan + <usize>(4 * TILE + i) * 4);
    const logits = buffers.logitsBuffer + <usize>i * job.stride;
    judgeLogits(buffers.judgementAt(i), logits, job.from, job.to - job.from, own, job.wanted);
  }
}

/**
 * Rows `from` … `to` of the product of the tile's first `count` quantized tokens, see {@link matmul}, with what an adapter adds to them:
 * `term`, the address of a LowRank, or 0.
 */
@inline
export function multiply(
  linear: Linear, count: i32, outputs: usize, stride: usize, from: i32, to: i32, term: usize, projected: usize,
): void {
  if (linear.int4) {
    const x = buffers.quantized;
    const sums = buffers.quantizedSums;
    matmulInt4(linear, x, sums, buffers.quantizedScales, count, outputs, stride, thread.int4Scratch, from, to, term, projected);
  } else {
    matmul(linear, buffers.quantized, buffers.quantizedScales, count, outputs, stride, thread.wide, from, to, term, projected);
  }
}
