import { attendFour, QUERIES } from "./attend-four";
import { attend, Scratch } from "./attention";
import { layerBytes, partAt } from "./cache-block";
import { padTo, rowBytes } from "./linear";
import { copy, get } from "./memory";
import * as model from "./model";
import * as buffers from "./buffers";
import * as thread from "./thread-buffers";
import { TILE } from "./sizes";
import { storeFour, storeKeyValue } from "./store-key-value";

/**
 * Heads `from` … `to` of a layer for the tile's first `count` tokens: from queries, keys and values in `qkv` to the
 * heads' part of `normed`.
 */
export function attendHeads(layer: i32, from: i32, to: i32, count: i32): void {
  storeHeads(layer, from, to, count);
  for (let t = 0; t < count; ) {
    if (areTogether(t, count)) {
      for (let h = from; h < to; h++) attendTokens(t, h, layer);
      t += QUERIES;
    } else {
      attendToken(t, from, to, layer);
      t++;
    }
  }
}

/** Writes the keys and values of these heads and tokens into the cache. */
export function storeHeads(layer: i32, from: i32, to: i32, count: i32): void {
  for (let t = 0; t < count; ) {
    const tokens = areTogether(t, count) ? QUERIES : 1;
    for (let h = from; h < to; h++) storeTokens(t, tokens, h, layer);
    t += tokens;
  }
}

/** Whether the four tokens from `t` on follow one another in one row and end in the same block, as `attendFour` wants them. */
@inline
function areTogether(t: i32, count: i32): bool {
  const last = t + QUERIES - 1;
  if (last >= count || positionOf(t) % QUERIES != 0) return false;
  return tableOf(t) == tableOf(last) && positionOf(last) - positionOf(t) == QUERIES - 1;
}

@inline
function positionOf(t: i32): u32 {
  return get<u32>(buffers.plan + <usize>(TILE + t) * 4);
}

/** Of the row's blocks. */
@inline
function tableOf(t: i32): usize {
  return get<usize>(buffers.plan + <usize>(2 * TILE + t) * 4);
}

/** Where the layer lies in every block. */
@inline
function offsetOf(layer: i32): usize {
  return <usize>layer * layerBytes(model.heads, model.width / model.heads);
}

/** A token's query of all heads, behind which come the keys and then the values. */
@inline
function qkvOf(t: i32): usize {
  return buffers.qkv + <usize>t * rowBytes(3 * model.width);
}

/** Keys and values of a head, of one token or of four that are together. */
function storeTokens(t: i32, tokens: i32, h: i32, layer: i32): void {
  const position = positionOf(t);
  const headWidth = model.width / model.heads;
  const part = partAt(tableOf(t), position, offsetOf(layer));
  const key = qkvOf(t) + <usize>(model.width + h * headWidth) * 4;
  const value = key + <usize>model.width * 4;
  if (tokens == 1) {
    storeKeyValue(part, model.heads, h, position, key, value, headWidth, thread.headInput);
  } else {
    const padded = changetype<Scratch>(thread.attentionScratch).queries;
    storeFour(part, model.heads, h, position, key, value, qkvOf(1) - qkvOf(0), headWidth, padded);
  }
}

function attendToken(t: i32, from: i32, to: i32, layer: i32): void {
  const scratch = changetype<Scratch>(thread.attentionScratch);
  const headWidth = model.width / model.heads;
  const bytes = <usize>headWidth * 4;
  const padded = <usize>padTo(headWidth, 16) * 4;
  const queries = qkvOf(t);
  for (let h = from; h < to; h++) copy(scratch.queries + <usize>h * padded, queries + <usize>h * bytes, bytes);
  const length = positionOf(t) + 1;
  attend(
    scratch, tableOf(t), offsetOf(layer), length, factorOf(layer), headWidth, model.heads, thread.scoresStride, from, to,
  );
  const results = buffers.normed + <usize>t * rowBytes(model.width);
  for (let h = from; h < to; h++) copy(results + <usize>h * bytes, scratch.results + <usize>h * padded, bytes);
}

/** Attention of one head for the four tokens from `t` on. */
function attendTokens(t: i32, h: i32, layer: i32): void {
  const scratch = changetype<Scratch>(thread.attentionScratch);
  const headWidth = model.width / model.heads;
  const bytes = <usize>headWidth * 4;
  const padded = <usize>padTo(headWidth, 16) * 4;
  const from = <usize>h * bytes;
  for (let q = 0; q < QUERIES; q++) copy(scratch.queries + <usize>q * padded, qkvOf(t + q) + from, bytes);
  const length = positionOf(t) + 1;
  attendFour(
    scratch, tableOf(t), offsetOf(layer), length, factorOf(layer), headWidth, model.heads, thread.scoresStride, h,
  );
  const results = buffers.normed + from;
  const stride = rowBytes(model.width);
  for (let q = 0; q < QUERIES; q++) copy(results + <usize>(t + q) * stride, scratch.results + <usize>q * padded, bytes);
}

/** What scores of a layer are multiplied by. */
function factorOf(layer: i32): f32 {
  const factor: f32 = model.scaleScores ? 1 / sqrt(<f32>(model.width / model.heads)) : 1;
  return model.scaleByLayer ? factor / <f32>(layer + 1) : factor;
}
