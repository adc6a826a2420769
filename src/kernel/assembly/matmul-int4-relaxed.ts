import { addScaled, finishEight } from "./finish-int4";
import { BLOCK_BYTES, blockAddress, blocksOf } from "./int4-layout";
import { Linear } from "./linear";
import { check, get128, getSplat } from "./memory";
import { INPUT_BYTES } from "./quantize-int4";

// The products of `matmul-int4.ts` in the relaxed build, whose instruction multiplies 16 bytes at once where the processor
// can. Its second factor must stay below 128: weights of 0 … 15 do, so the inputs may be signed, and no row needs a sum of
// its weights to set that right. All sums are those of the other build to the last bit.

/** Eight rows for one token. */
export function multiplyBytes(
  linear: Linear, row: i32, x: usize, sums: usize, tokens: i32, scale: usize, y: usize,
): void {
  const mask = i8x16.splat(15);
  const step = <usize>tokens * INPUT_BYTES;
  let w = blockAddress(linear, row, 0);
  const last = w + <usize>blocksOf(linear.columns) * BLOCK_BYTES;
  let low = f32x4.splat(0);
  let high = low;
  while (w < last) {
    let a = i32x4.splat(0);
    let b = getSplat(sums);
    let c = a;
    let d = b;
    check(w, BLOCK_BYTES);
    check(x, INPUT_BYTES);
    let p = x;
    for (const end = w + 64; w < end; w += 16, p += 8) {
      const first = v128.load(w);
      const other = v128.load(w, 64);
      const evenFirst = v128.and(first, mask);
      const evenOther = v128.and(other, mask);
      let v = v128.load_splat<i32>(p);
      a = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, evenFirst, a);
      c = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, evenOther, c);
      v = v128.load_splat<i32>(p, 32);
      b = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, evenFirst, b);
      d = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, evenOther, d);
      const oddFirst = v128.and(i16x8.shr_u(first, 4), mask);
      const oddOther = v128.and(i16x8.shr_u(other, 4), mask);
      v = v128.load_splat<i32>(p, 4);
      a = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, oddFirst, a);
      c = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, oddOther, c);
      v = v128.load_splat<i32>(p, 36);
      b = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, oddFirst, b);
      d = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, oddOther, d);
    }
    low = f32x4.add(low, f32x4.mul(f32x4.convert_i32x4_s(joined(a, b)), v128.load(w, 64)));
    high = f32x4.add(high, f32x4.mul(f32x4.convert_i32x4_s(joined(c, d)), v128.load(w, 80)));
    w += BLOCK_BYTES - 64;
    x += step;
    sums += <usize>tokens * 4;
  }
  finishEight(linear, row, low, high, scale, y);
}

/** 128 h + l */
@inline
function joined(upper: v128, lower: v128): v128 {
  return i32x4.add(i32x4.shl(upper, 7), lower);
}

/** A block of eight rows to bytes 0 … 15: [8 times four columns][2 groups of 4 rows][4 rows][4]. */
export function unpackBytes(w: usize, to: usize): void {
  check(w, BLOCK_BYTES);
  check(to, 256);
  const mask = i8x16.splat(15);
  for (const end = w + 64; w < end; w += 16, to += 64) {
    const first = v128.load(w);
    const other = v128.load(w, 64);
    v128.store(to, v128.and(first, mask));
    v128.store(to, v128.and(other, mask), 16);
    v128.store(to, v128.and(i16x8.shr_u(first, 4), mask), 32);
    v128.store(to, v128.and(i16x8.shr_u(other, 4), mask), 48);
  }
}

/** Adds an unpacked block of eight rows to the sums of two tokens. */
export function multiplyTwo(w: usize, x: usize, sums: usize, scales: usize, totals: usize): void {
  let a = i32x4.splat(0);
  let b = getSplat(sums);
  let c = a;
  let d = b;
  let e = a;
  let f = getSplat(sums + 4);
  let g = a;
  let h = f;
  check(w, 256);
  check(x, 2 * INPUT_BYTES);
  for (const end = w + 256; w < end; w += 32, x += 4) {
    const first = v128.load(w);
    const other = v128.load(w, 16);
    let v = v128.load_splat<i32>(x);
    a = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, first, a);
    c = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, other, c);
    v = v128.load_splat<i32>(x, 32);
    b = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, first, b);
    d = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, other, d);
    v = v128.load_splat<i32>(x, 64);
    e = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, first, e);
    g = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, other, g);
    v = v128.load_splat<i32>(x, 96);
    f = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, first, f);
    h = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, other, h);
  }
  const low = get128(scales);
  const high = get128(scales + 16);
  addScaled(totals, joined(a, b), joined(c, d), low, high);
  addScaled(totals + 32, joined(e, f), joined(g, h), low, high);
}
