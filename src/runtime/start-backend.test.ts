import { makeNote, refuse } from "../contract/outcome.ts";
import { saying } from "../contract/testing/refused.ts";
import { describe, expect, it } from "vitest";
import type { ForwardPass } from "../contract/forward-pass.ts";
import { randomGpt2 } from "../generate/testing/random-gpt2.ts";
import type { Candidate } from "./plan.ts";
import { isLasting, reportAll, speedOf, startBackend } from "./start-backend.ts";

const CANDIDATES: Candidate[] = [
  { backend: "onnx-webgpu", dtype: "q4" },
  { backend: "kernel", dtype: "q4" },
];
const PROMPT = [1, 2, 3];
const known = { prompt_ids: PROMPT, token_ids: await greedy(randomGpt2(1), 8) };

async function greedy(model: ForwardPass, steps: number): Promise<number[]> {
  const ids: number[] = [];
  for (let next = PROMPT; ids.length < steps; next = ids.slice(-1)) {
    const logits = await model.forward([next]);
    ids.push(logits.indexOf(Math.max(...logits)));
  }
  return ids;
}

/** Starts with these passes; each takes `ms` of the clock per call and says when it was disposed. */
async function start(
  passes: readonly (() => ForwardPass)[],
  ms: readonly number[],
  measure = true,
  tick = 0,
  disposed: number[] = [],
) {
  let time = 0;
  const create = async (candidate: Candidate) => {
    const index = CANDIDATES.indexOf(candidate);
    const pass: ForwardPass = passes[index]?.() ?? randomGpt2(1);
    const forward = pass.forward.bind(pass);
    const timed = Object.assign(pass, {
      forward: (...given: Parameters<typeof forward>) => {
        time += ms[index] ?? 0;
        return forward(...given);
      },
      dispose: async () => void disposed.push(index),
    });
    return { pass: timed, threads: 1 };
  };
  const plan = { candidates: CANDIDATES, measure, reason: makeNote("large_model", {}) };
  const { report } = await startBackend(plan, {
    create,
    knownAnswer: known,
    now: () => (tick > 0 ? Math.floor(time / tick) * tick : time),
  });
  return { report, disposed };
}

const right = () => randomGpt2(1);
const wrong = () => randomGpt2(2);
const unreachable = () => {
  throw refuse("network", "script", {});
};
const broken = () =>
  Object.assign(randomGpt2(1), { forward: async () => Promise.reject(refuse("nan_logits", "logits", {})) });

describe("startBackend", () => {
  it("tells quick ones apart by a clock of whole milliseconds", async () => {
    const { report } = await start([right, right], [0.7, 0.4], true, 1);
    expect(report.backend).toBe("kernel");
    const [slow, quick] = report.tried.map(({ msPerToken }) => msPerToken);
    expect([slow, quick]).toEqual([expect.closeTo(0.7, 1), expect.closeTo(0.4, 1)]);
  });

  it("takes the fastest that is right, and lets the others go", async () => {
    const { report, disposed } = await start([right, right], [20, 5]);
    expect(report).toMatchObject({ backend: "kernel", reason: makeNote("fastest", { count: 2 }), device: "wasm" });
    expect(report.tried).toEqual([
      { backend: "onnx-webgpu", msPerToken: 20 },
      { backend: "kernel", msPerToken: 5 },
    ]);
    expect(disposed).toEqual([0]);
  });

  it("refuses a backend that gives wrong text, even when it is faster", async () => {
    const { report, disposed } = await start([wrong, right], [1, 50]);
    expect(report.backend).toBe("kernel");
    expect(report.reason).toEqual(saying(/^onnx-webgpu was refused: The self-test gave \d of 8 known tokens\.$/));
    expect(disposed).toEqual([0]);
  });

  it("keeps a backend that works where the next one's runtime cannot be downloaded, and the choice is not one for later", async () => {
    const { report, disposed } = await start([right, unreachable], [100, 5]);
    expect(report).toMatchObject({
      backend: "onnx-webgpu",
      reason: saying(/^kernel was refused: /),
      tried: [
        { backend: "onnx-webgpu", msPerToken: 100 },
        { backend: "kernel", refused: { code: "network" } },
      ],
    });
    expect(disposed).toEqual([]);
    expect(isLasting(report)).toBe(false);
    expect(isLasting((await start([right, wrong], [100, 5])).report)).toBe(true);
  });

  it("refuses what cannot be downloaded where nothing works yet", async () => {
    await expect(start([unreachable, right], [1, 1])).rejects.toMatchObject({ failure: { code: "network" } });
  });

  it("lets a backend that works go where the visitor cancels", async () => {
    const disposed: number[] = [];
    const cancelled = () => {
      throw refuse("cancelled", "load", {});
    };
    await expect(start([right, cancelled], [100, 5], true, 0, disposed)).rejects.toMatchObject({
      failure: { code: "cancelled" },
    });
    expect(disposed).toEqual([0]);
  });

  it("stops at the first that works where the plan does not measure", async () => {
    const { report } = await start([right, right], [50, 1], false);
    expect(report.tried).toEqual([{ backend: "onnx-webgpu", msPerToken: 50 }]);
  });

  it("has a test wait for its turn", async () => {
    const order: string[] = [];
    const create = async () => {
      order.push("created");
      return { pass: right(), threads: 1 };
    };
    const plan = { candidates: CANDIDATES.slice(0, 1), measure: false, reason: makeNote("gpu_later", {}) };
    await startBackend(plan, {
      create,
      knownAnswer: known,
      now: () => 0,
      async inTurn(work) {
        order.push("waits");
        const done = await work();
        order.push("tested");
        return done;
      },
    });
    expect(order).toEqual(["created", "waits", "tested"]);
  });

  it("T11: refuses a model whose logits are NaN on every backend", async () => {
    await expect(start([broken, broken], [1, 1])).rejects.toMatchObject({ failure: { code: "nan_logits" } });
  });

  it("names each backend's trouble where they differ", async () => {
    await expect(start([wrong, broken], [1, 1])).rejects.toMatchObject({
      failure: { code: "no_backend" },
    });
    await expect(start([wrong, broken], [1, 1])).rejects.toEqual(
      saying(/onnx-webgpu: The self-test .* kernel: The model produced NaN/),
    );
  });
});

describe("reports", () => {
  const [gpu, kernel] = [
    { backend: "onnx-webgpu", msPerToken: 20 },
    { backend: "kernel", msPerToken: 5 },
  ] as const;

  it("tell how quick the backend is that runs, and why it does where another was tried later", async () => {
    const { report } = await start([right, right], [20, 5], false);
    expect(speedOf(report)).toBe(20);
    expect(reportAll(report, [gpu, kernel])).toEqual({
      ...report,
      reason: makeNote("fastest", { count: 2 }),
      tried: [gpu, kernel],
    });
    const why = refuse("gpu_lost", "lost", { reason: "gone" }).failure;
    expect(reportAll(report, [gpu, { backend: "kernel", refused: why }]).reason).toEqual(
      makeNote("refused", { backend: "kernel", why }),
    );
  });
});
