import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { afterAll, describe, expect, it } from "vitest";
import { mayBeFast, mayHaveFastDot, probeDot } from "./relaxed-dot.ts";

/** Whether this engine compiles the build that the probe speaks for. */
const compiles = () => WebAssembly.validate(readFileSync(new URL("build/kernel-relaxed.wasm", import.meta.url)));

// What the processor could do is no part of this: Node 20's V8 uses less of it than its browsers do.
describe.each(["--no-experimental-wasm-relaxed-simd", "--experimental-wasm-relaxed-simd"])("with V8's %s", (flag) => {
  // A flag that later versions no longer have changes nothing there: the contract holds in either state.
  const set = () => {
    setFlagsFromString(flag);
    // See relaxed.test.ts for this flag.
    setFlagsFromString("--no-liftoff");
  };
  afterAll(() => setFlagsFromString("--liftoff"));

  it("answers exactly where the relaxed build compiles", () => {
    set();
    expect(probeDot() !== undefined).toBe(compiles());
    expect(mayHaveFastDot()).toBe(mayBeFast(probeDot()));
  });

  it("multiplies and adds what the instruction is defined for", () => {
    set();
    for (const byte of [0, 1, 100, 127]) expect(probeDot(byte)).toBe(compiles() ? 4 * 127 * byte : undefined);
  });
});

describe("an answer beyond what the instruction is defined for", () => {
  it.each([
    ["no relaxed SIMD", undefined, false],
    ["pmaddubsw, whose sums of two stop at 16 bits", 2 * 32_767, false],
    ["vpdpbusd of AVX-VNNI, which takes the byte for 255", 4 * 127 * 255, true],
    ["sdot of ARM, which takes the byte for -1", 4 * 127 * -1, true],
  ])("tells %s", (_name, answer, may) => {
    expect(mayBeFast(answer)).toBe(may);
  });
});
