/** A module of one function that multiplies bytes of 127 by bytes of 255 with relaxed SIMD's dot product, and adds fours. */
const PROBE = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  // Types: () -> i32. Functions: one of type 0. Exports: it, as "f".
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7f, 0x03, 0x02, 0x01, 0x00, 0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00],
  // Code: three constants, i32x4.relaxed_dot_i8x16_i7x16_add_s, i32x4.extract_lane 0, end.
  ...[0x0a, 0x40, 0x01, 0x3e, 0x00, ...constant(0x7f), ...constant(0xff), ...constant(0x00)],
  ...[0xfd, 0x93, 0x02, 0xfd, 0x1b, 0x00, 0x0b],
);

/** What x86 without AVX-VNNI answers: its sums of two stop at 32,767. */
const PAIRWISE = 65_534;

/**
 * Whether the dot product of relaxed SIMD may be one instruction here. It is not where sums of two are seen to stop at
 * 16 bits: 255 is outside of what the instruction is defined for, so that its answer tells how it is made.
 */
export function mayHaveFastDot(): boolean {
  try {
    const { f } = new WebAssembly.Instance(new WebAssembly.Module(PROBE)).exports;
    return typeof f === "function" && f() !== PAIRWISE;
  } catch {
    return false;
  }
}

function constant(byte: number): number[] {
  return [0xfd, 0x0c, ...new Array<number>(16).fill(byte)];
}
