import { describe, expect, it } from "vitest";
import { chooseAfterLoss } from "./after-loss.ts";

const loss = { dtype: "q4", isRepeated: false, failedWays: 0 } as const;

describe("after the loss of a GPU", () => {
  it("nothing changes what was asked for where there was none", () => {
    expect(chooseAfterLoss({ dtype: "q4", backend: "kernel" })).toEqual({ dtype: "q4", backend: "kernel" });
  });

  it("float32 goes on in ONNX Runtime on the CPU, then in the kernel, and there for good", () => {
    const ways = [0, 1, 2, 9].map((failedWays) =>
      chooseAfterLoss({ gpuLoss: { dtype: "fp32", isRepeated: false, failedWays } }),
    );
    expect(ways.map(({ backend }) => backend)).toEqual(["onnx-wasm", "kernel", "kernel", "kernel"]);
    expect(ways.every(({ dtype, reason }) => dtype === "fp32" && reason?.detail === "gpu_lost")).toBe(true);
  });

  it("fewer bits get the GPU once more as they were asked for, and the CPU after that", () => {
    const ways = [0, 1, 2].map((failedWays) => chooseAfterLoss({ dtype: "q4", gpuLoss: { ...loss, failedWays } }));
    expect(ways[0]).toEqual({ dtype: "q4" });
    expect(ways.slice(1).map(({ backend }) => backend)).toEqual(["kernel", "onnx-wasm"]);
  });

  it("a second loss before long leads to the CPU at once", () => {
    expect(chooseAfterLoss({ gpuLoss: { ...loss, isRepeated: true } })).toMatchObject({ backend: "kernel" });
  });
});
