/** What x86 without AVX-VNNI answers to the probe: its sums of two stop at 32,767. */
const PAIRWISE = 65_534;

/** Outside of what the instruction is defined for, so that its answer tells how it is made. */
const BEYOND_SEVEN_BITS = 0xff;

/**
 * Whether the dot product of relaxed SIMD may be one instruction here, as the engine compiles it: what the processor
 * could do says nothing, since engines use its extensions years later.
 */
export function mayHaveFastDot(): boolean {
  return mayBeFast(probeDot());
}

/**
 * What an answer of {@link probeDot} tells: not fast where sums of two are seen to stop at 16 bits, nor where there is no
 * relaxed SIMD.
 */
export function mayBeFast(answer: number | undefined): boolean {
  return answer !== undefined && answer !== PAIRWISE;
}

/**
 * Multiplies four bytes of 127 by four like `byte` with relaxed SIMD's dot product and adds them up: defined for bytes
 * to 127, else the engine's choice. `undefined` in an engine without relaxed SIMD.
 */
export function probeDot(byte: number = BEYOND_SEVEN_BITS): number | undefined {
  try {
    const { f } = new WebAssembly.Instance(new WebAssembly.Module(probe(byte))).exports;
    const answer: unknown = typeof f === "function" ? f() : undefined;
    return typeof answer === "number" ? answer : undefined;
  } catch {
    return undefined;
  }
}

/** A module of one function without parameters, "f". */
function probe(byte: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    // Types: () -> i32. Functions: one of type 0. Exports: it, as "f".
    ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7f, 0x03, 0x02, 0x01, 0x00, 0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x00],
    // Code: three constants, i32x4.relaxed_dot_i8x16_i7x16_add_s, i32x4.extract_lane 0, end.
    ...[0x0a, 0x40, 0x01, 0x3e, 0x00, ...constant(0x7f), ...constant(byte), ...constant(0x00)],
    ...[0xfd, 0x93, 0x02, 0xfd, 0x1b, 0x00, 0x0b],
  );
}

function constant(byte: number): number[] {
  return [0xfd, 0x0c, ...new Array<number>(16).fill(byte)];
}
