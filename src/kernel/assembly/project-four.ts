import { sumIntegers } from "./lanes";
import { CHUNK, LowRank, MOST_RANK } from "./low-rank";
import { get128, put } from "./memory";

/** As `projectOne`, of four tokens, two ranks at a time. */
export function projectFour(term: LowRank, x: usize, to: usize): void {
  for (let group = 0; group < term.rank; group += 8) {
    const ranks = min(8, term.rank - group);
    const weights = term.down + <usize>group * <usize>term.columns * 2;
    for (let r = 0; r < ranks; r += 2) {
      projectPair(weights + <usize>r * 16, <usize>ranks * 16, x, term.columns, to + <usize>(group + r) * 4);
    }
  }
}

@inline
function projectPair(w: usize, step: usize, x: usize, columns: i32, to: usize): void {
  const width = <usize>columns * 2;
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
    for (; x < end; x += 16, w += step) {
      const one = get128(w);
      const other = get128(w + 16);
      let v = get128(x);
      a = i32x4.add(a, i32x4.dot_i16x8_s(one, v));
      e = i32x4.add(e, i32x4.dot_i16x8_s(other, v));
      v = get128(x + width);
      b = i32x4.add(b, i32x4.dot_i16x8_s(one, v));
      f = i32x4.add(f, i32x4.dot_i16x8_s(other, v));
      v = get128(x + width * 2);
      c = i32x4.add(c, i32x4.dot_i16x8_s(one, v));
      g = i32x4.add(g, i32x4.dot_i16x8_s(other, v));
      v = get128(x + width * 3);
      d = i32x4.add(d, i32x4.dot_i16x8_s(one, v));
      h = i32x4.add(h, i32x4.dot_i16x8_s(other, v));
    }
    first = f32x4.add(first, sumIntegers(a, b, c, d));
    second = f32x4.add(second, sumIntegers(e, f, g, h));
  }
  putColumn(to, first);
  putColumn(to + 4, second);
}

/** One number for each of four tokens. */
@inline
function putColumn(to: usize, values: v128): void {
  const stride = <usize>MOST_RANK * 4;
  put<f32>(to, f32x4.extract_lane(values, 0));
  put<f32>(to + stride, f32x4.extract_lane(values, 1));
  put<f32>(to + stride * 2, f32x4.extract_lane(values, 2));
  put<f32>(to + stride * 3, f32x4.extract_lane(values, 3));
}
