import { check, get, put, put128 } from "./memory";

/** Widens `count` float16 values to float32. */
export function widenFloat16(source: usize, to: usize, count: i32): void {
  const whole = count & ~3;
  for (let i = 0; i < whole; i += 4) {
    const from = source + <usize>i * 2;
    check(from, 8);
    put128(to + <usize>i * 4, widenFour(v128.load_ext<u16>(from)));
  }
  for (let i = whole; i < count; i++) {
    const four = widenFour(i32x4.splat(get<u16>(source + <usize>i * 2)));
    put<f32>(to + <usize>i * 4, f32x4.extract_lane(four, 0));
  }
}

/** Bits of four float16, each in an int32, to float32. */
@inline
function widenFour(bits: v128): v128 {
  const sign = i32x4.shl(v128.and(bits, i32x4.splat(0x8000)), 16);
  const rest = i32x4.shl(v128.and(bits, i32x4.splat(0x7fff)), 13);
  // Shifted into place the exponent is 112 too small; the product sets that right for subnormals as well.
  const magnitude = f32x4.mul(rest, f32x4.splat(5.192296858534828e33));
  const unbounded = v128.and(i32x4.ge_s(rest, i32x4.splat(0x7c00 << 13)), i32x4.splat(0x7f80_0000));
  return v128.or(v128.or(magnitude, unbounded), sign);
}
