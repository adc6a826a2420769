import { describe, expect, it } from "vitest";
import { waysAfterGpuLoss } from "./ways-after-gpu-loss.ts";

const ways = (dtype: "fp32" | "q4", again: boolean) =>
  waysAfterGpuLoss({ dtype }, dtype, again).map(({ backend }) => backend);

describe("waysAfterGpuLoss", () => {
  it("goes on at once on the CPU with float32, where the text stays the same", () => {
    expect(ways("fp32", false)).toEqual(["onnx-wasm", "kernel"]);
  });

  it("tries the GPU once more with smaller weights, but not twice within a minute", () => {
    expect(ways("q4", false)).toEqual([undefined, "kernel", "onnx-wasm"]);
    expect(ways("q4", true)).toEqual(["kernel", "onnx-wasm"]);
  });
});
