import { check } from "./memory";

/** Bytes of 16 columns of four packed rows. */
export const SIXTEEN_COLUMNS: usize = 64;

/**
 * `count` times 16 columns of four packed rows to int16: two columns of all rows every 32 bytes.
 * @param step bytes from 16 columns to the next ones that are widened
 */
export function widenFour(weights: usize, count: i32, step: usize, to: usize): void {
  const end = to + <usize>count * 256;
  for (let w = weights, p = to; p < end; w += step, p += 256) {
    check(w, 64);
    check(p, 16);
    check(p + 224, 16);
    const a = v128.load(w);
    const b = v128.load(w, 16);
    const c = v128.load(w, 32);
    const d = v128.load(w, 48);
    let ab = v128.shuffle<i16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
    let cd = v128.shuffle<i16>(c, d, 0, 8, 1, 9, 2, 10, 3, 11);
    widenPairs(p, v128.shuffle<i32>(ab, cd, 0, 4, 1, 5), v128.shuffle<i32>(ab, cd, 2, 6, 3, 7));
    ab = v128.shuffle<i16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
    cd = v128.shuffle<i16>(c, d, 4, 12, 5, 13, 6, 14, 7, 15);
    widenPairs(p + 128, v128.shuffle<i32>(ab, cd, 0, 4, 1, 5), v128.shuffle<i32>(ab, cd, 2, 6, 3, 7));
  }
}

@inline
function widenPairs(to: usize, first: v128, second: v128): void {
  v128.store(to, i16x8.extend_low_i8x16_s(first));
  v128.store(to, i16x8.extend_high_i8x16_s(first), 32);
  v128.store(to, i16x8.extend_low_i8x16_s(second), 64);
  v128.store(to, i16x8.extend_high_i8x16_s(second), 96);
}
