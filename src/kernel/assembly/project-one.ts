import { sumIntegers } from "./lanes";
import { CHUNK, LowRank } from "./low-rank";
import { check, get128, put128 } from "./memory";

/** A x of one token, unscaled, float32 [rank]: eight ranks read one stream. */
export function projectOne(term: LowRank, x: usize, to: usize): void {
  let weights = term.down;
  let rank = 0;
  for (; rank + 8 <= term.rank; rank += 8) weights = projectRanks(8, weights, x, term.columns, to + <usize>rank * 4);
  if (rank < term.rank) projectRanks(4, weights, x, term.columns, to + <usize>rank * 4);
}

/** @param ranks eight or four, a constant @returns where the weights end */
@inline
function projectRanks(ranks: i32, w: usize, x: usize, columns: i32, to: usize): usize {
  let first = f32x4.splat(0);
  let second = first;
  for (let from = 0; from < columns; from += CHUNK) {
    let a = i32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let e = a;
    let f = a;
    let g = a;
    let h = a;
    const end = x + <usize>min(CHUNK, columns - from) * 2;
    for (; x < end; x += 16, w += <usize>ranks * 16) {
      check(w, <usize>ranks * 16);
      const v = get128(x);
      a = i32x4.add(a, i32x4.dot_i16x8_s(v128.load(w), v));
      b = i32x4.add(b, i32x4.dot_i16x8_s(v128.load(w, 16), v));
      c = i32x4.add(c, i32x4.dot_i16x8_s(v128.load(w, 32), v));
      d = i32x4.add(d, i32x4.dot_i16x8_s(v128.load(w, 48), v));
      if (ranks == 4) continue;
      e = i32x4.add(e, i32x4.dot_i16x8_s(v128.load(w, 64), v));
      f = i32x4.add(f, i32x4.dot_i16x8_s(v128.load(w, 80), v));
      g = i32x4.add(g, i32x4.dot_i16x8_s(v128.load(w, 96), v));
      h = i32x4.add(h, i32x4.dot_i16x8_s(v128.load(w, 112), v));
    }
    first = f32x4.add(first, sumIntegers(a, b, c, d));
    if (ranks == 8) second = f32x4.add(second, sumIntegers(e, f, g, h));
  }
  put128(to, first);
  if (ranks == 8) put128(to + 16, second);
  return w;
}
