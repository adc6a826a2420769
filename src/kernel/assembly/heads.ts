import { attend, Scratch } from "./attention";
import { BLOCK_POSITIONS, layerBytes } from "./cache-block";
import { padTo } from "./linear";
import { copy, get } from "./memory";
import * as model from "./model";
import { storeKeyValue } from "./store-key-value";

/**
 * Heads `from` … `to` of a layer for the tile's first `count` tokens: from queries, keys and values in `qkv` to the
 * heads' part of `normed`.
 */
export function attendHeads(layer: i32, from: i32, to: i32, count: i32): void {
  for (let t = 0; t < count; t++) {
    for (let h = from; h < to; h++) storeToken(t, h, layer);
  }
  for (let t = 0; t < count; t++) attendToken(t, from, to, layer);
}

/** Where the layer lies in every block. */
@inline
function offsetOf(layer: i32): usize {
  return <usize>layer * layerBytes(model.heads, model.width / model.heads);
}

/** A token's query of all heads, behind which come the keys and then the values. */
@inline
function qkvOf(t: i32): usize {
  return model.qkv + <usize>t * <usize>padTo(3 * model.width, 16) * 4;
}

function storeToken(t: i32, h: i32, layer: i32): void {
  const position = get<u32>(model.plan + <usize>(model.TILE + t) * 4);
  const table = get<usize>(model.plan + <usize>(2 * model.TILE + t) * 4);
  const headWidth = model.width / model.heads;
  const part = get<usize>(table + <usize>(position / BLOCK_POSITIONS) * 4) + offsetOf(layer);
  const key = qkvOf(t) + <usize>(model.width + h * headWidth) * 4;
  storeKeyValue(part, model.heads, h, position, key, key + <usize>model.width * 4, headWidth, model.headInput);
}

function attendToken(t: i32, from: i32, to: i32, layer: i32): void {
  const scratch = changetype<Scratch>(model.attentionScratch);
  const headWidth = model.width / model.heads;
  const bytes = <usize>headWidth * 4;
  const padded = <usize>padTo(headWidth, 16) * 4;
  const queries = qkvOf(t);
  for (let h = from; h < to; h++) copy(scratch.queries + <usize>h * padded, queries + <usize>h * bytes, bytes);
  let factor: f32 = model.scaleScores ? 1 / sqrt(<f32>headWidth) : 1;
  if (model.scaleByLayer) factor /= <f32>(layer + 1);
  const table = get<usize>(model.plan + <usize>(2 * model.TILE + t) * 4);
  const length = get<u32>(model.plan + <usize>(model.TILE + t) * 4) + 1;
  attend(scratch, table, offsetOf(layer), length, factor, headWidth, model.heads, model.scoresStride, from, to);
  const results = model.normed + <usize>t * <usize>padTo(model.width, 16) * 4;
  for (let h = from; h < to; h++) copy(results + <usize>h * bytes, scratch.results + <usize>h * padded, bytes);
}
