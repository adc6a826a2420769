const single = new Float32Array(1);
const bits = new Uint32Array(single.buffer);

/** IEEE 754 half precision bits of a number, rounded to nearest even; too large becomes infinity. */
export function toHalf(value: number): number {
  single[0] = value;
  const word = bits[0] ?? 0;
  const sign = (word >>> 16) & 0x8000;
  const magnitude = word & 0x7fffffff;
  if (magnitude >= 0x47800000) return sign | (magnitude > 0x7f800000 ? 0x7e00 : 0x7c00);
  // Below 2^-14 the result is subnormal: adding 0.5 lines its bits up at the low end and rounds them.
  if (magnitude < 0x38800000) {
    single[0] = Math.abs(value) + 0.5;
    return sign | ((bits[0] ?? 0) - 0x3f000000);
  }
  const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
  return sign | ((rounded - 0x38000000) >>> 13);
}

/** Rounds to half precision, as bits. */
export function toHalves(values: Float32Array): Uint16Array<ArrayBuffer> {
  return Uint16Array.from(values, toHalf);
}

/** Half precision as safetensors has it. */
export const HALF_FORM = { dtype: "F16", bytes: 2, most: 65_504, encode: toHalves } as const;
