import { Adapted, termOf } from "./adapter";
import { layerBytes } from "./cache-block";
import { embed } from "./embed";
import { addFloats } from "./floats";
import { storeHeads } from "./heads";
import { Judgement, startJudgement } from "./judge";
import { Linear, rowBytes } from "./linear";
import { copy, get, get128, put, put128 } from "./memory";
import * as model from "./model";
import * as buffers from "./buffers";
import { EIGHT_ROWS } from "./multiply-eights";
import { JUDGED_OUTPUTS, JUDGED_STRIDE, TILE } from "./sizes";
import { norm } from "./norm";
import { activateTogether, attendTogether, judgeTogether, multiplyTogether, normTogether, quantizeTogether } from "./team";

/** Bytes of one block of the key/value cache: 16 positions of every layer and head. */
export function blockBytes(): u32 {
  return <u32>(<usize>model.layers * layerBytes(model.heads, model.width / model.heads));
}

/**
 * Runs the layers for `count` tokens (at most TILE) named in the plan: ids, positions, block tables. A row's tokens
 * come in order; every position must have its block. Leaves the last hidden states of the `wanted` tokens that the plan's picks list, in
 * their order, in the tile's first rows. What those are is lost from the plan.
 */
export function run(count: i32, wanted: i32): void {
  for (let t = 0; t < count; t++) embed(t);
  const last = model.layers - 1;
  for (let layer = 0; layer < last; layer++) {
    attentionBlock(layer, layerUpdate(layer), count);
    feedForwardBlock(layer, count);
  }
  if (last >= 0) lastLayer(last, count, wanted);
  else keepPicks(count, wanted);
}

/** Of the last layer nothing but keys and values is needed of a token whose logits nobody asks for: most of a prompt. */
function lastLayer(index: i32, count: i32, wanted: i32): void {
  // What is kept computes its own keys and values once more.
  const few = wanted * 2 <= count;
  if (few) {
    keysAndValues(index, layerUpdate(index), count);
    keepPicks(count, wanted);
    if (wanted == 0) return;
  }
  const left = few ? wanted : count;
  attentionBlock(index, few ? 0 : layerUpdate(index), left);
  feedForwardBlock(index, left);
  addFloats(buffers.hidden, buffers.update, left * <i32>(rowBytes(model.width) / 4));
  if (!few) keepPicks(count, wanted);
}

/** Moves what is picked of the residual stream, of `count` tokens, to the first rows, and where those tokens stand. */
function keepPicks(count: i32, wanted: i32): void {
  if (wanted == count) return;
  const bytes = rowBytes(model.width);
  for (let i = 0; i < wanted; i++) {
    const place = buffers.plan + <usize>i * 4;
    const pick = get<i32>(place + 3 * TILE * 4);
    if (pick == i) continue;
    const from = buffers.plan + <usize>pick * 4;
    put<u32>(place + TILE * 4, get<u32>(from + TILE * 4));
    put<u32>(place + 2 * TILE * 4, get<u32>(from + 2 * TILE * 4));
    copy(buffers.hidden + <usize>i * bytes, buffers.hidden + <usize>pick * bytes, bytes);
  }
}

/**
 * Logits of `count` of the tokens that were wanted, at most LOGIT_ROWS, from the one numbered `first` on, into the logits buffer.
 * @returns false when one of them is not finite
 */
export function logits(first: i32, count: i32): bool {
  normWanted(first, count);
  product(model.head(), buffers.normed, count, buffers.logitsBuffer, <usize>model.vocabulary * 4, 0);
  return allFinite(buffers.logitsBuffer, count * model.vocabulary);
}

/**
 * Judges the `count` tokens that were wanted, each by its logits, of which none are kept:
 * the token that came, by the plan's targets, and `wanted` alternatives, into the judgements.
 * @returns false when a logit is not finite
 */
export function judge(count: i32, wanted: i32): bool {
  const head = model.head();
  normWanted(0, count);
  for (let i = 0; i < count; i++) startJudgement(buffers.judgementAt(i));
  quantizeTogether(head, buffers.normed, count, 0);
  const stride = <usize>JUDGED_STRIDE * 4;
  for (let from = 0; from < head.paddedRows; from += JUDGED_OUTPUTS) {
    const to = min(from + JUDGED_OUTPUTS, head.paddedRows);
    multiplyRange(head, count, buffers.logitsBuffer - <usize>from * 4, stride, from, to, 0);
    judgeTogether(count, from, min(to, head.rows), stride, wanted);
  }
  for (let i = 0; i < count; i++) {
    if (isNaN(changetype<Judgement>(buffers.judgementAt(i)).total)) return false;
  }
  return true;
}

/** The last norm of `count` of the tokens that were wanted. */
function normWanted(first: i32, count: i32): void {
  const stride = rowBytes(model.width);
  for (let i = 0; i < count; i++) {
    const from = buffers.hidden + <usize>(first + i) * stride;
    norm(from, model.width, model.finalNormWeight, model.finalNormBias, model.epsilon, buffers.normed + <usize>i * stride);
  }
}

/** What a layer adds to the residual stream lies in `update` until the next norm; nothing is there before the first layer. */
@inline
function layerUpdate(index: i32): usize {
  return index == 0 ? 0 : buffers.update;
}

/** Keys and values of a layer into the cache. */
function keysAndValues(index: i32, update: usize, count: i32): void {
  const layer = model.layerAt(index);
  const linear = model.linearAt(layer.c_attn);
  const term = termOf(index, Adapted.c_attn);
  normTogether(linear, layer.ln_1_weight, layer.ln_1_bias, update, count, term);
  // The last queries are computed along where they do not end with the rows that are multiplied side by side.
  const from = model.width & -EIGHT_ROWS;
  multiplyRange(linear, count, buffers.qkv, rowBytes(3 * model.width), from, linear.paddedRows, term);
  storeHeads(index, 0, model.heads, count);
}

function attentionBlock(index: i32, update: usize, count: i32): void {
  const layer = model.layerAt(index);
  const linear = model.linearAt(layer.c_attn);
  const wide = rowBytes(3 * model.width);
  normedProduct(linear, layer.ln_1_weight, layer.ln_1_bias, update, count, buffers.qkv, wide, termOf(index, Adapted.c_attn));
  attendTogether(index, count);
  const projection = model.linearAt(layer.attn_c_proj);
  product(projection, buffers.normed, count, buffers.update, rowBytes(model.width), termOf(index, Adapted.attn_c_proj));
}

function feedForwardBlock(index: i32, count: i32): void {
  const layer = model.layerAt(index);
  const linear = model.linearAt(layer.c_fc);
  const wide = rowBytes(model.inner);
  const term = termOf(index, Adapted.c_fc);
  normedProduct(linear, layer.ln_2_weight, layer.ln_2_bias, buffers.update, count, buffers.expanded, wide, term);
  activateTogether(count);
  const projection = model.linearAt(layer.mlp_c_proj);
  product(projection, buffers.expanded, count, buffers.update, rowBytes(model.width), termOf(index, Adapted.mlp_c_proj));
}

/** Norms the residual stream and multiplies it; see `normTogether` and `product`. */
function normedProduct(
  linear: Linear, norm: usize, bias: usize, update: usize, count: i32, outputs: usize, stride: usize, term: usize,
): void {
  normTogether(linear, norm, bias, update, count, term);
  multiplyRange(linear, count, outputs, stride, 0, linear.paddedRows, term);
}

/** Quantizes the inputs, float32 [count][columns], `rowBytes` apart, and multiplies, with what an adapter adds: a LowRank, or 0. */
function product(linear: Linear, inputs: usize, count: i32, outputs: usize, stride: usize, term: usize): void {
  quantizeTogether(linear, inputs, count, term);
  multiplyRange(linear, count, outputs, stride, 0, linear.paddedRows, term);
}

/** Multiplies what is quantized with rows `from` … `to`, with the rest as well where there is one. */
function multiplyRange(linear: Linear, count: i32, outputs: usize, stride: usize, from: i32, to: i32, term: usize): void {
  multiplyTogether(linear, count, outputs, stride, from, to, term);
  if (linear.rest != 0) addRest(model.linearAt(linear.rest), count, outputs, stride, from, to);
}

/** Adds the rest's product. It has a place of its own first, so that the products of int8 know nothing of rests. */
function addRest(rest: Linear, count: i32, outputs: usize, stride: usize, from: i32, to: i32): void {
  const own = buffers.restOutputs - <usize>from * 4;
  multiplyTogether(rest, count, own, stride, from, to, 0);
  const start = <usize>from * 4;
  const all = <usize>min(to, rest.rows) * 4;
  const whole = all & ~15;
  for (let t = 0; t < count; t++) {
    const y = outputs + <usize>t * stride;
    const added = own + <usize>t * stride;
    for (let i = start; i < whole; i += 16) put128(y + i, f32x4.add(get128(y + i), get128(added + i)));
    for (let i = whole; i < all; i += 4) put<f32>(y + i, get<f32>(y + i) + get<f32>(added + i));
  }
}

/** Looks at the exponents only: all ones mean infinity or NaN. */
function allFinite(values: usize, count: i32): bool {
  const exponent = i32x4.splat(0x7f80_0000);
  const whole = values + <usize>(count & ~3) * 4;
  let bad = i32x4.splat(0);
  for (let p = values; p < whole; p += 16) {
    bad = v128.or(bad, i32x4.eq(v128.and(get128(p), exponent), exponent));
  }
  for (let p = whole; p < values + <usize>count * 4; p += 4) {
    if ((get<u32>(p) & 0x7f80_0000) == 0x7f80_0000) return false;
  }
  return !v128.any_true(bad);
}
