import { highHalves, highLanes, lowHalves, lowLanes } from "./lanes";
import { check } from "./memory";

/** Four tokens' inputs of 16 bits, [columns/8][4][8], become [columns/2][4][2]. @param bytes of them, a multiple of 64 */
export function pairColumns(from: usize, to: usize, bytes: usize): void {
  for (let p = from, end = from + bytes; p < end; p += 64, to += 64) {
    check(p, 64);
    check(to, 64);
    const a = v128.load(p);
    const b = v128.load(p, 16);
    const c = v128.load(p, 32);
    const d = v128.load(p, 48);
    let ab = lowLanes(a, b);
    let cd = lowLanes(c, d);
    v128.store(to, lowHalves(ab, cd));
    v128.store(to, highHalves(ab, cd), 16);
    ab = highLanes(a, b);
    cd = highLanes(c, d);
    v128.store(to, lowHalves(ab, cd), 32);
    v128.store(to, highHalves(ab, cd), 48);
  }
}
