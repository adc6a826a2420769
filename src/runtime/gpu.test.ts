import { describe, expect, it } from "vitest";
import { probeGpu } from "./gpu.ts";

const adapter = (more: object = {}) => ({
  features: { has: (name: string) => name === "shader-f16" },
  limits: { maxBufferSize: 512, maxStorageBufferBindingSize: 128 },
  ...more,
});
const gpuOf = (found: ReturnType<typeof adapter> | null) => ({ requestAdapter: async () => found });

describe("probeGpu", () => {
  it("tells what a GPU can do: the smaller of its two limits counts", async () => {
    expect(await probeGpu(gpuOf(adapter()))).toEqual({
      usable: true,
      shaderF16: true,
      maxBufferSize: 128,
      software: false,
    });
    const plain = adapter({ features: { has: () => false } });
    expect(await probeGpu(gpuOf(plain))).toMatchObject({ shaderF16: false });
  });

  it("knows one that the CPU computes by either of its signs", async () => {
    for (const info of [{ isFallbackAdapter: true }, { architecture: "swiftshader" }]) {
      expect(await probeGpu(gpuOf(adapter({ info })))).toMatchObject({ software: true });
    }
  });

  it("says why there is none, and never throws", async () => {
    expect(await probeGpu(undefined)).toMatchObject({ usable: false, reason: { detail: "no_webgpu" } });
    expect(await probeGpu(gpuOf(null))).toMatchObject({ usable: false, reason: { detail: "no_adapter" } });
    const broken = {
      requestAdapter: async () => {
        throw new Error("driver is gone");
      },
    };
    expect(await probeGpu(broken)).toMatchObject({
      reason: { detail: "webgpu_failed", parameters: { reason: "driver is gone" } },
    });
  });
});
