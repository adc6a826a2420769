import { attend, headBytes, remember } from "./attention";
import { padTo } from "./linear";
import { copy, get } from "./memory";
import * as model from "./model";

/**
 * Head `h` of a layer for the tile's first `count` tokens: from queries, keys and values in `projected` to the head's part
 * of `normed`.
 */
export function attendHead(layer: i32, h: i32, count: i32): void {
  const stride = <usize>padTo(model.width, 16) * 4;
  const wide = <usize>padTo(3 * model.width, 16) * 4;
  const bytes = headBytes(model.width / model.heads);
  const offset = <usize>layer * <usize>model.heads * bytes + <usize>h * bytes;
  for (let t = 0; t < count; t++) rememberToken(t, h, model.projected + <usize>t * wide, offset);
  for (let t = 0; t < count; t++) {
    attendToken(t, h, layer, model.projected + <usize>t * wide, offset, model.normed + <usize>t * stride);
  }
}

function rememberToken(t: i32, h: i32, projected: usize, offset: usize): void {
  const position = get<u32>(model.plan + <usize>(model.TILE + t) * 4);
  const table = get<usize>(model.plan + <usize>(2 * model.TILE + t) * 4);
  const headWidth = model.width / model.heads;
  const block = get<usize>(table + <usize>(position >> 4) * 4) + offset;
  const key = projected + <usize>(model.width + h * headWidth) * 4;
  remember(block, position, key, key + <usize>model.width * 4, headWidth, model.headInput);
}

/** `projected` starts with the query of all heads, `to` is where the results of all heads go. */
function attendToken(t: i32, h: i32, layer: i32, projected: usize, offset: usize, to: usize): void {
  const position = get<u32>(model.plan + <usize>(model.TILE + t) * 4);
  const table = get<usize>(model.plan + <usize>(2 * model.TILE + t) * 4);
  const headWidth = model.width / model.heads;
  const bytes = <usize>headWidth * 4;
  const at = <usize>h * bytes;
  let factor: f32 = model.scaleScores ? 1 / sqrt(<f32>headWidth) : 1;
  if (model.scaleByLayer) factor /= <f32>(layer + 1);
  copy(model.headInput, projected + at, bytes);
  attend(table, offset, position + 1, model.headInput, factor, headWidth, model.scores, model.headResult);
  copy(to + at, model.headResult, bytes);
}
