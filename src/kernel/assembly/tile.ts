import { addScaled } from "./finish-int4";
import { accumulate, keyScore } from "./finish-attention";
import { addDot } from "./lanes";
import { check, get, get128, getSplat, put128 } from "./memory";
import { INPUT_BYTES } from "./quantize-int4";

// The heart of all products of several tokens. A step takes two columns of eight rows and of four tokens: two vectors of weights, of
// which each lane belongs to a row, and a pair of numbers of each token, spread over the lanes. Eight sums and their factors fit the 16
// registers of x86, and no lanes are added up at the end.

/** What becomes of a tile's sums, [token][row]. */
export const enum End {
  /** They are added to int32 [2][4 tokens][4 rows]. */
  add,
  /** They go on from a start of each token, and times the scales of eight rows they are added to float32 [4 tokens][8 rows]. */
  scale,
  /** Times a scale of each row and a factor of each token they are float32 [4 tokens][8 rows]. */
  score,
  /** Times a factor of each token they are added to float32 [4 tokens][8 rows]. */
  weigh,
  /** Times the scales of eight rows they are added to float32 [4 tokens][8 rows]. */
  project,
  /** The same, of inputs as they are where the end is `scale`. */
  projectBlock,
}

/**
 * Multiplies weights from `w` to `last`, int16 [columns/2][2 groups of 4 rows][4 rows][2] every `step` bytes, with inputs of four tokens:
 * int16 [columns/2][4][2], or of a block of `quantize-int4.ts` where the end says so. `end` and `step` must be constants: the loop has
 * no choices to make.
 * @param stride bytes between two tokens' results
 * @param scales float32 of eight rows @param factors of four tokens: float32, or where the sums start, int32
 */
@inline
export function multiplyTile(
  end: End, w: usize, last: usize, step: usize, x: usize, to: usize, stride: usize, scales: usize, factors: usize,
): void {
  let a0 = startOf(end, to, factors);
  let b0 = startOf(end, to + 16, factors + 4);
  let c0 = startOf(end, to + 32, factors + 8);
  let d0 = startOf(end, to + 48, factors + 12);
  let a1 = end == End.add ? get128(to + 64) : a0;
  let b1 = end == End.add ? get128(to + 80) : b0;
  let c1 = end == End.add ? get128(to + 96) : c0;
  let d1 = end == End.add ? get128(to + 112) : d0;
  for (; w < last; w += step, x += isBlock(end) ? 4 : 16) {
    check(w, 32);
    check(x, isBlock(end) ? 3 * INPUT_BYTES + 4 : 16);
    const first = v128.load(w);
    const other = v128.load(w, 16);
    let v = v128.load_splat<i32>(x);
    a0 = addDot(a0, first, v);
    a1 = addDot(a1, other, v);
    v = isBlock(end) ? v128.load_splat<i32>(x, INPUT_BYTES) : v128.load_splat<i32>(x, 4);
    b0 = addDot(b0, first, v);
    b1 = addDot(b1, other, v);
    v = isBlock(end) ? v128.load_splat<i32>(x, 2 * INPUT_BYTES) : v128.load_splat<i32>(x, 8);
    c0 = addDot(c0, first, v);
    c1 = addDot(c1, other, v);
    v = isBlock(end) ? v128.load_splat<i32>(x, 3 * INPUT_BYTES) : v128.load_splat<i32>(x, 12);
    d0 = addDot(d0, first, v);
    d1 = addDot(d1, other, v);
  }
  if (end == End.add) {
    put128(to, a0);
    put128(to + 16, b0);
    put128(to + 32, c0);
    put128(to + 48, d0);
    put128(to + 64, a1);
    put128(to + 80, b1);
    put128(to + 96, c1);
    put128(to + 112, d1);
    return;
  }
  // Read once: an engine has to take it that what is written might be the scales.
  const low = isScaled(end) ? get128(scales) : a0;
  const high = isScaled(end) ? get128(scales + 16) : a0;
  finishToken(end, a0, a1, to, low, high, scales, factors);
  finishToken(end, b0, b1, to + stride, low, high, scales, factors + 4);
  finishToken(end, c0, c1, to + stride * 2, low, high, scales, factors + 8);
  finishToken(end, d0, d1, to + stride * 3, low, high, scales, factors + 12);
}

@inline
function isBlock(end: End): bool {
  return end == End.scale || end == End.projectBlock;
}

@inline
function isScaled(end: End): bool {
  return isBlock(end) || end == End.project;
}

@inline
function startOf(end: End, sums: usize, start: usize): v128 {
  if (end == End.add) return get128(sums);
  if (end == End.scale) return getSplat(start);
  return i32x4.splat(0);
}

@inline
function finishToken(
  end: End, first: v128, other: v128, to: usize, low: v128, high: v128, scales: usize, factor: usize,
): void {
  if (isScaled(end)) {
    addScaled(to, first, other, low, high);
    return;
  }
  const factors = f32x4.splat(get<f32>(factor));
  if (end == End.score) {
    keyScore(to, first, scales, factors);
    keyScore(to + 16, other, scales + 16, factors);
  } else {
    accumulate(to, first, factors);
    accumulate(to + 16, other, factors);
  }
}
