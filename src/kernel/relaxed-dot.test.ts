import { existsSync, readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { expect, it } from "vitest";
import { mayHaveFastDot } from "./relaxed-dot.ts";

// See relaxed.test.ts for these flags.
setFlagsFromString("--experimental-wasm-relaxed-simd");
setFlagsFromString("--no-liftoff");

const CPU_INFO = "/proc/cpuinfo";
const cpuInfo = existsSync(CPU_INFO) ? readFileSync(CPU_INFO, "utf8") : "";

it.runIf(process.arch === "x64" && cpuInfo !== "")("agrees with what the processor says of itself", () => {
  expect(mayHaveFastDot()).toBe(/\bavx_vnni\b/.test(cpuInfo));
});
