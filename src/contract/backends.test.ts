import { describe, expect, it } from "vitest";
import { BACKENDS, CPU_BACKENDS, deviceOf } from "./backends.ts";

describe("deviceOf", () => {
  it("has each backend of the CPU on WebAssembly, and the others on WebGPU", () => {
    expect(CPU_BACKENDS.map(deviceOf)).toEqual(["wasm", "wasm"]);
    expect(BACKENDS.slice(CPU_BACKENDS.length).map(deviceOf)).toEqual(["webgpu"]);
  });
});
