import { describe, expect, it } from "vitest";
import type { GpuLoss, LoadOptions } from "../contract/load.ts";
import { makeNote } from "../contract/outcome.ts";
import { saying } from "../contract/testing/refused.ts";
import { chooseAfterLoss } from "./after-loss.ts";
import type { GpuReport } from "./gpu.ts";
import { type Candidate, type Chosen, planBackends, withoutMeasuring } from "./plan.ts";

const NO_GPU: GpuReport = { usable: false, reason: makeNote("no_adapter", {}) };
const GPU: GpuReport = { usable: true, shaderF16: true, maxBufferSize: 2 ** 31, software: false };
const LARGE = { q8: 128e6, q4: 76e6, q4f16: 74e6 };
/** GPT-2's third size, which the kernel is not sure to be faster with. */
const HUGE = { q8: 780e6, q4: 472e6, q4f16: 457e6 };
const SMALL = { q8: 4e6, q4: 3e6 };

function plan(bytes: object, gpu: GpuReport, own = true, options: Chosen = {}) {
  const { candidates, measure, rival, reason } = planBackends({ options, bytes, own, gpu });
  const wayOf = ({ backend, dtype }: Candidate) => `${backend} ${dtype}`;
  return { ways: candidates.map(wayOf), measure, ...(rival && { rival: wayOf(rival) }), reason };
}

describe("planBackends", () => {
  it("F24: without an adapter takes the kernel, ONNX Runtime behind it, and says why", () => {
    expect(plan(LARGE, NO_GPU)).toEqual({
      ways: ["kernel q8", "onnx-wasm q8"],
      measure: false,
      reason: makeNote("no_adapter", {}),
    });
  });

  it("starts a model over GPT-2's second size on the kernel, with the GPU as its rival on the same download", () => {
    expect(plan(HUGE, GPU)).toEqual({
      ways: ["kernel q4f16"],
      measure: false,
      rival: "onnx-webgpu q4f16",
      reason: makeNote("gpu_later", {}),
    });
  });

  it("times one that may not fit twice before it answers: GPT-2's largest", () => {
    const ways = ["onnx-webgpu q4f16", "kernel q4f16"];
    expect(plan({ q8: 1.6e9, q4: 950e6, q4f16: 920e6 }, GPU)).toEqual({
      ways,
      measure: true,
      reason: makeNote("large_model", {}),
    });
  });

  it.each([
    ["124M", LARGE],
    ["355M", { q8: 356e6, q4: 218e6, q4f16: 211e6, fp16: 711e6, fp32: 1.42e9 }],
  ])(
    "takes the kernel for a package of %s beside the best GPU: no byte of ONNX Runtime, and nothing to measure",
    (_, bytes) => {
      const chosen = { ways: ["kernel q8", "onnx-wasm q8"], measure: false, reason: makeNote("gpu_needless", {}) };
      expect(plan(bytes, GPU)).toEqual(chosen);
      expect(plan(bytes, GPU, true, { dtype: "q4" }).ways[0]).toBe("kernel q4");
    },
  );

  it("starts a graph of others on the CPU, with the GPU as its rival on the same file", () => {
    const foreign = { q4: 498e6, q4f16: 280e6, q8: 280e6, fp32: 498e6 };
    expect(plan(foreign, GPU, false)).toMatchObject({
      ways: ["onnx-wasm q4"],
      measure: false,
      rival: "onnx-webgpu q4",
    });
    const onCpuAlone = plan({ q4f16: 280e6, q8: 280e6 }, GPU, false);
    expect(onCpuAlone.ways).toEqual(["onnx-wasm q8"]);
    expect(onCpuAlone).not.toHaveProperty("rival");
  });

  it("takes the GPU where nothing else runs the file", () => {
    const alone = plan({ q4f16: 280e6 }, GPU, false);
    expect(alone).toMatchObject({ ways: ["onnx-webgpu q4f16"], measure: false });
    expect(alone).not.toHaveProperty("rival");
  });

  it("starts no second session of a large graph of others beside the GPU's: the CPU's waits for the case that the GPU fails", () => {
    const ways = ["onnx-webgpu fp16", "onnx-wasm fp16"];
    expect(plan({ fp16: 600e6 }, GPU, false)).toMatchObject({ ways: ["onnx-wasm fp16"], rival: "onnx-webgpu fp16" });
    for (const fp16 of [601e6, 3.1e9]) {
      expect(plan({ fp16 }, GPU, false)).toEqual({ ways, measure: false, reason: makeNote("large_model", {}) });
    }
  });

  it("says that the GPU was not tried, not that it cannot run the model, where it needs another file than the CPU", () => {
    const notTried = makeNote("gpu_other_file", {});
    expect(plan({ q4f16: 280e6, q8: 280e6 }, GPU, false).reason).toEqual(notTried);
    expect(plan({ q4: 498e6, q8: 280e6 }, GPU, false, { dtype: "q8" }).reason).toEqual(notTried);
    expect(plan({ q8: 280e6 }, GPU, false).reason).toEqual(makeNote("gpu_files", {}));
  });

  it("does not bother the GPU with a small model, or with one that is computed by the CPU", () => {
    expect(plan(SMALL, GPU)).toMatchObject({
      ways: ["kernel q8", "onnx-wasm q8"],
      reason: saying(/small/),
    });
    const emulated = plan(LARGE, { ...GPU, software: true });
    expect(emulated).toMatchObject({ reason: makeNote("gpu_emulated", {}) });
    expect(emulated.ways[0]).toBe("kernel q8");
    expect(plan({ q8: 128e6 }, GPU).reason).toEqual(saying(/cannot run this model's files/));
  });

  it("F25: without shader-f16 takes q4 on the GPU", () => {
    expect(plan(HUGE, { ...GPU, shaderF16: false }).ways).toEqual(["kernel q4", "onnx-wasm q4"]);
    expect(plan(HUGE, { ...GPU, shaderF16: false }).rival).toBe("onnx-webgpu q4");
  });

  it("F28: a foreign graph that does not fit the GPU's buffers goes to the CPU", () => {
    const foreign = { q4: 498e6, q8: 280e6 };
    expect(plan(foreign, GPU, false)).toMatchObject({ ways: ["onnx-wasm q4"], rival: "onnx-webgpu q4" });
    expect(plan(foreign, { ...GPU, maxBufferSize: 2 ** 27 }, false).ways).toEqual(["onnx-wasm q8"]);
  });

  it("never runs 8-bit graphs on WebGPU, where they give wrong text", () => {
    expect(() => plan({ q8: 128e6 }, GPU, true, { backend: "onnx-webgpu" })).toThrow(saying(/onnx-webgpu/));
  });

  it("follows the visitor's choice", () => {
    expect(plan(LARGE, GPU, true, { backend: "onnx-wasm" })).toMatchObject({
      ways: ["onnx-wasm q8"],
      reason: makeNote("chosen", {}),
    });
    expect(plan(LARGE, NO_GPU, true, { dtype: "q4" }).ways).toEqual(["kernel q4", "onnx-wasm q4"]);
  });

  it("says why, where somebody else than the visitor chose", () => {
    const { reason } = plan(LARGE, GPU, true, { backend: "kernel", reason: makeNote("gpu_lost", {}) });
    expect(reason).toEqual(makeNote("gpu_lost", {}));
  });

  it("names the reason when the chosen backend is not there", () => {
    expect(() => plan(LARGE, NO_GPU, true, { backend: "onnx-webgpu" })).toThrow(saying(/no WebGPU adapter/));
  });

  it("refuses a model without graphs", () => {
    expect(() => plan({}, GPU)).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: "no_usable_files" }) }),
    );
  });

  it("measures once: later the backend that was chosen goes first, and has no rival", () => {
    const gpu = { backend: "onnx-webgpu", dtype: "q4f16" };
    const kernel = { backend: "kernel", dtype: "q4f16" };
    const known = { measure: false, reason: makeNote("fastest_before", {}) };
    for (const bytes of [HUGE, { q4f16: 920e6 }]) {
      const planned = planBackends({ options: {}, bytes, own: true, gpu: GPU });
      expect(withoutMeasuring(planned, "kernel").candidates[0]).toEqual(kernel);
      expect(withoutMeasuring(planned, "kernel")).toMatchObject(known);
      expect(withoutMeasuring(planned, "kernel").rival).toBeUndefined();
      expect(withoutMeasuring(planned, "onnx-webgpu")).toEqual({ candidates: [gpu, kernel], ...known });
      expect(withoutMeasuring(planned, undefined)).toBe(planned);
      expect(withoutMeasuring(planned, "onnx-wasm")).toBe(planned);
    }
    const unmeasured = planBackends({ options: {}, bytes: SMALL, own: true, gpu: GPU });
    expect(withoutMeasuring(unmeasured, "onnx-wasm")).toBe(unmeasured);
  });
});

describe("chooseAfterLoss", () => {
  const reason = makeNote("gpu_lost", {});
  const asked: LoadOptions = { dtype: "q4" };
  /** What is loaded at each try, until one repeats itself. */
  function waysAfter(loss: Omit<GpuLoss, "failedWays">): Chosen[] {
    const tries = [0, 1, 2, 3].map((failedWays) => chooseAfterLoss({ ...asked, gpuLoss: { ...loss, failedWays } }));
    return tries.filter((one, i) => i === 0 || JSON.stringify(one) !== JSON.stringify(tries[i - 1]));
  }

  it("F26: goes on in float32 on the CPU at once, whether or not the loss is the first", () => {
    const onCpu = [
      { backend: "onnx-wasm", dtype: "fp32", reason },
      { backend: "kernel", dtype: "fp32", reason },
    ];
    expect(waysAfter({ dtype: "fp32", isRepeated: false })).toEqual(onCpu);
    expect(waysAfter({ dtype: "fp32", isRepeated: true })).toEqual(onCpu);
  });

  it("F26: gives the GPU another chance with fewer bits, and takes the CPU after a second loss or where that fails", () => {
    const onCpu = [
      { backend: "kernel", dtype: "q4", reason },
      { backend: "onnx-wasm", reason },
    ];
    expect(waysAfter({ dtype: "q4", isRepeated: false })).toEqual([asked, ...onCpu]);
    expect(waysAfter({ dtype: "q4", isRepeated: true })).toEqual(onCpu);
  });

  it("changes nothing where no GPU was lost", () => {
    expect(chooseAfterLoss({ backend: "kernel" })).toEqual({ backend: "kernel" });
  });
});
