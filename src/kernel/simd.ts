/** A module of one function that returns `i32x4.splat(0)`: valid only where fixed-width SIMD is known. */
const PROBE = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  // Types: () -> v128. Functions: one of type 0.
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b, 0x03, 0x02, 0x01, 0x00],
  // Code: i32.const 0, i32x4.splat, end.
  ...[0x0a, 0x08, 0x01, 0x06, 0x00, 0x41, 0x00, 0xfd, 0x11, 0x0b],
);

/** Whether this engine can compile the kernel: all browsers since 2021 to 2023, unless it is switched off. */
export function hasSimd({ validate }: Pick<typeof WebAssembly, "validate"> = WebAssembly): boolean {
  return validate(PROBE);
}
