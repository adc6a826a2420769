import { describe, expect, it } from "vitest";
import type { LoadOptions } from "../contract/engine.ts";
import type { GpuReport } from "./gpu.ts";
import { planBackends, withoutMeasuring } from "./plan.ts";

const NO_GPU: GpuReport = { usable: false, reason: "no WebGPU adapter" };
const GPU: GpuReport = { usable: true, shaderF16: true, maxBufferSize: 2 ** 31, software: false };
const LARGE = { q8: 128e6, q4: 76e6, q4f16: 74e6 };
const SMALL = { q8: 4e6, q4: 3e6 };

function plan(bytes: object, gpu: GpuReport, own = true, options: LoadOptions = {}) {
  const { candidates, measure, reason } = planBackends({ options, bytes, own, gpu });
  return { ways: candidates.map(({ backend, dtype }) => `${backend} ${dtype}`), measure, reason };
}

describe("planBackends", () => {
  it("F24: without an adapter takes the kernel, ONNX Runtime behind it, and says why", () => {
    expect(plan(LARGE, NO_GPU)).toEqual({
      ways: ["kernel q8", "onnx-wasm q8"],
      measure: false,
      reason: "no WebGPU adapter",
    });
  });

  it("measures GPU and kernel on one download of a large model", () => {
    expect(plan(LARGE, GPU)).toMatchObject({ ways: ["onnx-webgpu q4f16", "kernel q4f16"], measure: true });
  });

  it("does not bother the GPU with a small model, or with one that is computed by the CPU", () => {
    expect(plan(SMALL, GPU)).toMatchObject({
      ways: ["kernel q8", "onnx-wasm q8"],
      reason: expect.stringMatching(/small/),
    });
    const emulated = plan(LARGE, { ...GPU, software: true });
    expect(emulated).toMatchObject({ reason: "the GPU is only emulated" });
    expect(emulated.ways[0]).toBe("kernel q8");
    expect(plan({ q8: 128e6 }, GPU).reason).toMatch(/cannot run this model's files/);
  });

  it("F25: without shader-f16 takes q4 on the GPU", () => {
    expect(plan(LARGE, { ...GPU, shaderF16: false }).ways).toEqual(["onnx-webgpu q4", "kernel q4"]);
  });

  it("F28: a foreign graph that does not fit the GPU's buffers goes to the CPU", () => {
    const foreign = { q4: 498e6, q8: 280e6 };
    expect(plan(foreign, GPU, false)).toMatchObject({ ways: ["onnx-webgpu q4", "onnx-wasm q4"], measure: false });
    expect(plan(foreign, { ...GPU, maxBufferSize: 2 ** 27 }, false).ways).toEqual(["onnx-wasm q8"]);
  });

  it("never runs 8-bit graphs on WebGPU, where they give wrong text", () => {
    expect(() => plan({ q8: 128e6 }, GPU, true, { backend: "onnx-webgpu" })).toThrow(/onnx-webgpu/);
  });

  it("follows the visitor's choice", () => {
    expect(plan(LARGE, GPU, true, { backend: "onnx-wasm" })).toMatchObject({
      ways: ["onnx-wasm q8"],
      reason: "chosen by you",
    });
    expect(plan(LARGE, NO_GPU, true, { dtype: "q4" }).ways).toEqual(["kernel q4", "onnx-wasm q4"]);
  });

  it("says why, where somebody else than the visitor chose", () => {
    const { reason } = plan(LARGE, GPU, true, { backend: "kernel", reason: "the GPU was lost" });
    expect(reason).toBe("the GPU was lost");
  });

  it("names the reason when the chosen backend is not there", () => {
    expect(() => plan(LARGE, NO_GPU, true, { backend: "onnx-webgpu" })).toThrow(/no WebGPU adapter/);
  });

  it("refuses a model without graphs", () => {
    expect(() => plan({}, GPU)).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: "no_usable_files" }) }),
    );
  });

  it("measures once: later the backend that was chosen goes first", () => {
    const measured = planBackends({ options: {}, bytes: LARGE, own: true, gpu: GPU });
    expect(withoutMeasuring(measured, "kernel")).toEqual({
      candidates: [
        { backend: "kernel", dtype: "q4f16" },
        { backend: "onnx-webgpu", dtype: "q4f16" },
      ],
      measure: false,
      reason: "fastest when it was measured",
    });
    expect(withoutMeasuring(measured, undefined)).toBe(measured);
  });
});
