import * as buffers from "./buffers";
import { int4Weight } from "./int4-layout";
import { Linear, REST_STEPS, rowBytes, weightAddress } from "./linear";
import { get, put } from "./memory";
import * as model from "./model";
import { TILE } from "./sizes";

/** hidden = token embedding + position embedding, of the tile's token `t` */
export function embed(t: i32): void {
  const id = get<u32>(buffers.plan + <usize>t * 4);
  const position = get<u32>(buffers.plan + <usize>(TILE + t) * 4);
  const embedding = model.embedding();
  const row = model.positionTable + <usize>position * <usize>model.width * 4;
  const to = buffers.hidden + <usize>t * rowBytes(model.width);
  for (let i = 0; i < model.width; i++) {
    const value = embedding.int4 ? int4Weight(embedding, id, i) : int8Weight(embedding, id, i);
    put<f32>(to + <usize>i * 4, value + get<f32>(row + <usize>i * 4));
  }
}

@inline
function int8Weight(linear: Linear, row: i32, column: i32): f32 {
  let value = <f32>get<i8>(weightAddress(linear, row, column));
  if (linear.rest != 0) value += <f32>get<i8>(weightAddress(model.linearAt(linear.rest), row, column)) / REST_STEPS;
  return value * get<f32>(linear.scales + <usize>row * 4);
}
