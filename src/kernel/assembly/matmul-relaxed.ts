import { finish } from "./finish-sums";
import { sumLanes } from "./lanes";
import { Linear } from "./linear";
import { check, get128 } from "./memory";

/**
 * Four rows for one token in the relaxed build, whose instruction multiplies 16 bytes at once where the processor can.
 * It may take the second factor as signed or unsigned and may saturate between, so that factor stays below 128: then
 * all processors agree, and the sums are those of the other build to the last bit.
 */
export function multiplyHalves(linear: Linear, row: i32, weights: usize, x: usize, scale: usize, y: usize): void {
  let a = i32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let e = a;
  let f = a;
  let g = a;
  let h = a;
  const end = x + <usize>linear.paddedColumns * 2;
  for (let w = weights; x < end; x += 32, w += 64) {
    check(w, 64);
    check(x, 32);
    const upper = v128.load(x);
    const lower = v128.load(x, 16);
    let v = v128.load(w);
    a = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, upper, a);
    e = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, lower, e);
    v = v128.load(w, 16);
    b = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, upper, b);
    f = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, lower, f);
    v = v128.load(w, 32);
    c = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, upper, c);
    g = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, lower, g);
    v = v128.load(w, 48);
    d = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, upper, d);
    h = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, lower, h);
  }
  // Σ w x = 128 Σ w upper + Σ w lower - 8192 Σ w; what overflows on the way comes back.
  const sums = i32x4.add(i32x4.shl(sumLanes(a, b, c, d), 7), sumLanes(e, f, g, h));
  const shift = i32x4.shl(get128(linear.sums + <usize>row * 4), 13);
  finish(linear, row, i32x4.sub(sums, shift), scale, y);
}
