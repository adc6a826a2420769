import { BLOCK_BYTES } from "./int4-layout";
import { check } from "./memory";

/** Bytes of a factor of the weights: int16 [8 pairs of columns][2 groups of 4 rows][4 rows][2]; there are seven. */
export const OPERAND: usize = 256;
export const OPERANDS: usize = 7 * OPERAND;

/** The highest bit of each nibble: turned over, it makes of 0 … 15 the signed -8 … 7. */
const SIGNS = memory.data<u16>([0x8888]);

/** Of two blocks of eight rows each the factors A11, A12, S2, S1, S4, S3, A22. */
export function makeOperands(w: usize, other: usize, to: usize): void {
  check(w, BLOCK_BYTES);
  check(other, BLOCK_BYTES);
  check(to, OPERANDS);
  const signs = v128.load_splat<u16>(SIGNS);
  for (const end = w + 128; w < end; w += 32, other += 32, to += 16 - OPERAND) {
    for (const half = w + 32; w < half; w += 16, other += 16, to += OPERAND / 2) {
      const a = v128.xor(v128.load(w), signs);
      const b = v128.xor(v128.load(w, 32), signs);
      const c = v128.xor(v128.load(other), signs);
      const d = v128.xor(v128.load(other, 32), signs);
      putOperands(to, nibbles(a, 12), nibbles(b, 12), nibbles(c, 12), nibbles(d, 12));
      putOperands(to + 32, nibbles(a, 8), nibbles(b, 8), nibbles(c, 8), nibbles(d, 8));
      putOperands(to + 64, nibbles(a, 4), nibbles(b, 4), nibbles(c, 4), nibbles(d, 4));
      putOperands(to + 96, nibbles(a, 0), nibbles(b, 0), nibbles(c, 0), nibbles(d, 0));
    }
  }
}

/** Of each int16 one nibble, with its sign; `left` moves it to the top. */
@inline
function nibbles(v: v128, left: i32): v128 {
  return i16x8.shr_s(left == 0 ? v : i16x8.shl(v, left), 12);
}

@inline
function putOperands(to: usize, a11: v128, a12: v128, a21: v128, a22: v128): void {
  v128.store(to, a11);
  v128.store(to, a12, OPERAND);
  v128.store(to, a22, 6 * OPERAND);
  putSums(to, OPERAND, a11, a12, a21, a22);
}

/** S2, S1, S4 and S3 among factors of so many bytes: S1 = A21 + A22, S2 = S1 - A11, S3 = A11 - A21, S4 = A12 - S2 */
@inline
function putSums(to: usize, bytes: usize, a11: v128, a12: v128, a21: v128, a22: v128): void {
  const s1 = i16x8.add(a21, a22);
  const s2 = i16x8.sub(s1, a11);
  v128.store(to + 2 * bytes, s2);
  v128.store(to + 3 * bytes, s1);
  v128.store(to + 4 * bytes, i16x8.sub(a12, s2));
  v128.store(to + 5 * bytes, i16x8.sub(a11, a21));
}

/** Where A12, A21 and A22 are put among factors of so many bytes, before {@link sumOperands}; A11 is the first. */
@inline
export function placeOfA12(bytes: usize): usize {
  return bytes;
}
@inline
export function placeOfA21(bytes: usize): usize {
  return 5 * bytes;
}
@inline
export function placeOfA22(bytes: usize): usize {
  return 6 * bytes;
}

/** Makes the seven factors, of so many bytes each, of the four that were put there. */
export function sumOperands(to: usize, bytes: usize): void {
  check(to, 7 * bytes);
  for (const end = to + bytes; to < end; to += 16) {
    putSums(to, bytes, v128.load(to), v128.load(to + bytes), v128.load(to + 5 * bytes), v128.load(to + 6 * bytes));
  }
}
