import { highHalves, highLanes, lowHalves, lowLanes } from "./lanes";
import { check } from "./memory";

/** Four tokens' inputs of 16 bits, [columns/8][4][8], become [columns/2][4][2]. @param bytes of them, a multiple of 64 */
export function pairColumns(from: usize, to: usize, bytes: usize): void {
  for (let p = from, end = from + bytes; p < end; p += 64, to += 64) {
    check(p, 64);
    putFourPairs(to, 16, v128.load(p), v128.load(p, 16), v128.load(p, 32), v128.load(p, 48));
  }
}

/** Eight int16 of each of four rows: [4][4 rows][2], the four parts `step` bytes apart. */
@inline
export function putFourPairs(to: usize, step: usize, a: v128, b: v128, c: v128, d: v128): void {
  check(to, 16);
  check(to + 3 * step, 16);
  let ab = lowLanes(a, b);
  let cd = lowLanes(c, d);
  v128.store(to, lowHalves(ab, cd));
  v128.store(to + step, highHalves(ab, cd));
  ab = highLanes(a, b);
  cd = highLanes(c, d);
  v128.store(to + 2 * step, lowHalves(ab, cd));
  v128.store(to + 3 * step, highHalves(ab, cd));
}
