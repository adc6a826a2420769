import { describe, expect, it, vi } from "vitest";
import type { InferenceEngine } from "../contract/engine.ts";
import type { GenerateResult } from "../contract/generate-result.ts";
import type { ModelInfo } from "../contract/model-info.ts";
import { nameFailure } from "../contract/name-failure.ts";
import { makeNote, type Outcome, refuse } from "../contract/outcome.ts";
import { saying } from "../contract/testing/refused.ts";
import { smallestBuild } from "../runtime/onnx/ort-builds.ts";
import { createModelStore } from "../store/model-store.ts";
import { nodeWorld } from "../store/testing/node-world.ts";
import type { EngineWorld } from "./engine-world.ts";
import { nodeEngine } from "./testing/node-engine.ts";
import { heavyGraph, timedWorld } from "./testing/timed-world.ts";

const REQUEST = { prompt: "Hello", parameters: { max_new_tokens: 8, do_sample: false, token_healing: false } };
const CPU = { backend: "onnx-wasm", msPerToken: 30 };
const heavy = await heavyGraph();

function unwrap<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(nameFailure(outcome.failure));
  return outcome.value;
}

const engineIn = (world: Partial<EngineWorld>) => nodeEngine("http://hub.invalid", {}, world);
const loadHeavy = async (engine: InferenceEngine): Promise<ModelInfo> =>
  unwrap(await engine.load(heavy, {}, () => undefined));
const write = async (engine: InferenceEngine): Promise<GenerateResult> =>
  unwrap(await engine.generate(REQUEST, 1, () => undefined));

/** What writes once another one was tried: the first result that tells of it. */
function settled(engine: InferenceEngine): Promise<GenerateResult> {
  return vi.waitFor(
    async () => {
      const result = await write(engine);
      expect(result.backend.tried.length).toBeGreaterThan(1);
      return result;
    },
    { timeout: 20_000 },
  );
}

describe("a large graph of others beside a GPU", () => {
  it("answers on the CPU, and nothing of the GPU is brought or started before the first text is written", async () => {
    const { world, created } = timedWorld();
    const builds: string[] = [];
    const loadOrt: EngineWorld["loadOrt"] = (build, ...rest) => {
      builds.push(build);
      return world.loadOrt(build, ...rest);
    };
    const engine = engineIn({ ...world, loadOrt });
    const info = await loadHeavy(engine);
    expect(info.backend).toMatchObject({
      backend: "onnx-wasm",
      dtype: "q4",
      reason: makeNote("gpu_later", {}),
      tried: [CPU],
    });
    let during: string[] = [];
    await engine.generate(REQUEST, 1, () => {
      during = [...builds, ...created];
    });
    expect(during).toEqual([smallestBuild(false), "cpu"]);
    await settled(engine);
    expect(builds).toContain(smallestBuild(true));
  });

  it("stays on the CPU where that is faster, says so, and tries it no more", async () => {
    const { world, chosen, created, released } = timedWorld({ gpu: 100 });
    const engine = engineIn(world);
    await loadHeavy(engine);
    await write(engine);
    const { backend } = await settled(engine);
    const reason = makeNote("fastest", { count: 2 });
    expect(backend).toMatchObject({
      backend: "onnx-wasm",
      reason,
      tried: [CPU, { backend: "onnx-webgpu", msPerToken: 100 }],
    });
    expect(released).toEqual(["gpu"]);
    expect([...chosen.values()]).toEqual(["onnx-wasm"]);
    const known = await loadHeavy(engine);
    expect(known.backend).toMatchObject({ backend: "onnx-wasm", reason: makeNote("fastest_before", {}) });
    await write(engine);
    await engine.generate(REQUEST, 1, () => undefined);
    expect(created).toEqual(["cpu", "gpu", "cpu"]);
  });

  it("goes over to the GPU where that is faster, with the same text, and starts there the next time", async () => {
    const { world, chosen, created, released } = timedWorld({ gpu: 5 });
    const engine = engineIn(world);
    await loadHeavy(engine);
    const first = await write(engine);
    expect(first.backend.backend).toBe("onnx-wasm");
    const later = await settled(engine);
    const reason = makeNote("fastest", { count: 2 });
    expect(later.backend).toMatchObject({ backend: "onnx-webgpu", device: "webgpu", dtype: "q4", reason });
    expect(later.backend.tried).toEqual([CPU, { backend: "onnx-webgpu", msPerToken: 5 }]);
    expect(later.samples).toEqual(first.samples);
    expect(released).toEqual(["cpu"]);
    expect([...chosen.values()]).toEqual(["onnx-webgpu"]);
    const known = await loadHeavy(engine);
    expect(known.backend).toMatchObject({ backend: "onnx-webgpu", reason: makeNote("fastest_before", {}) });
    expect(released).toEqual(["cpu", "gpu"]);
    expect(created).toEqual(["cpu", "gpu", "gpu"]);
  });

  it("ends a text on what it was begun on, and those before which the trial has to wait", async () => {
    const { world, created } = timedWorld({ gpu: 5 });
    const engine = engineIn(world);
    await loadHeavy(engine);
    await write(engine);
    await vi.waitFor(() => expect(created).toContain("gpu"), { timeout: 20_000 });
    const backends: string[] = [];
    await Promise.all(
      [1, 2, 3].map(async (run) => {
        const { backend } = unwrap(await engine.generate(REQUEST, run, () => undefined));
        backends.push(backend.backend);
      }),
    );
    // Whenever it happened, it was between two of them.
    expect(backends.toSorted((a, b) => (a === b ? 0 : a === "onnx-wasm" ? -1 : 1))).toEqual(backends);
    expect((await settled(engine)).backend.backend).toBe("onnx-webgpu");
  });

  it("notes a trial that is begun until it ends, and remembers no choice before", async () => {
    const { world, chosen, unfinished } = timedWorld({ gpu: 5 });
    const seen: unknown[] = [];
    const loadOrt: EngineWorld["loadOrt"] = async (...asked) => {
      const ort = await world.loadOrt(...asked);
      const create: typeof ort.InferenceSession.create = (...given) => {
        seen.push([[...chosen.values()], [...unfinished.values()]]);
        return ort.InferenceSession.create(...given);
      };
      return { ...ort, InferenceSession: { create } };
    };
    const engine = engineIn({ ...world, loadOrt });
    await loadHeavy(engine);
    await write(engine);
    await settled(engine);
    expect(seen).toEqual([
      [[], []],
      [[], [1]],
    ]);
    expect([[...chosen.values()], [...unfinished]]).toEqual([["onnx-webgpu"], []]);
  });

  it.each([
    [1, ["cpu", "gpu"], makeNote("gpu_later", {})],
    [2, ["cpu"], makeNote("gpu_unfinished", {})],
  ])("tries the GPU again after %d trials that never ended: %j", async (count, places, reason) => {
    const { world, created } = timedWorld({ gpu: 5 });
    const engine = engineIn({ ...world, choices: { ...world.choices, unfinished: async () => count } });
    expect((await loadHeavy(engine)).backend.reason).toEqual(reason);
    await write(engine);
    if (count === 1) await settled(engine);
    else await write(engine);
    expect(created).toEqual(places);
  });

  it("brings nothing back that was deleted since the load", async () => {
    const { world, created } = timedWorld({ gpu: 5 });
    const store = createModelStore(nodeWorld("http://hub.invalid"));
    const isHere = vi.fn(async () => false);
    const engine = engineIn({ ...world, store: { ...store, isHere } });
    await loadHeavy(engine);
    await write(engine);
    await vi.waitFor(() => expect(isHere).toHaveBeenCalledTimes(1));
    expect((await write(engine)).backend.tried).toEqual([CPU]);
    expect(created).toEqual(["cpu"]);
  });

  it("stays on the CPU, says why, and tries it no more where the GPU is refused", async () => {
    const { world, chosen } = timedWorld();
    const loadOrt: EngineWorld["loadOrt"] = async (build, ...rest) => {
      const ort = await world.loadOrt(build, ...rest);
      if (build === smallestBuild(false)) return ort;
      const create = () => Promise.reject(refuse("gpu_lost", "lost", { reason: "gone" }));
      return { ...ort, InferenceSession: { create } };
    };
    const engine = engineIn({ ...world, loadOrt });
    await loadHeavy(engine);
    await write(engine);
    expect((await settled(engine)).backend).toMatchObject({
      backend: "onnx-wasm",
      reason: saying(/^onnx-webgpu was refused: /),
    });
    expect([...chosen.values()]).toEqual(["onnx-wasm"]);
  });

  it("remembers nothing where the network broke the trial off, and the next load makes it again", async () => {
    const { world, chosen } = timedWorld({ gpu: 5 });
    let [isReachable, asked] = [false, 0];
    const loadOrt: EngineWorld["loadOrt"] = async (build, ...rest) => {
      if (build !== smallestBuild(false) && !isReachable) {
        asked++;
        throw refuse("network", "script", {});
      }
      return world.loadOrt(build, ...rest);
    };
    const engine = engineIn({ ...world, loadOrt });
    await loadHeavy(engine);
    await write(engine);
    await vi.waitFor(() => expect(asked).toBe(1));
    const { backend } = await write(engine);
    expect(backend).toMatchObject({ backend: "onnx-wasm", tried: [CPU] });
    expect([...chosen]).toEqual([]);
    isReachable = true;
    await loadHeavy(engine);
    await write(engine);
    expect((await settled(engine)).backend.backend).toBe("onnx-webgpu");
  });

  it("lets the GPU's session go where the model is let go meanwhile, and a load after that may try it", async () => {
    const { world, chosen, unfinished, released } = timedWorld({ gpu: 5 });
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    let isAsked = false;
    const loadOrt: EngineWorld["loadOrt"] = async (build, ...rest) => {
      const ort = await world.loadOrt(build, ...rest);
      if (build === smallestBuild(false)) return ort;
      const create: typeof ort.InferenceSession.create = async (...given) => {
        isAsked = true;
        await gate;
        return ort.InferenceSession.create(...given);
      };
      return { ...ort, InferenceSession: { create } };
    };
    const engine = engineIn({ ...world, loadOrt });
    await loadHeavy(engine);
    await write(engine);
    await vi.waitFor(() => expect(isAsked).toBe(true));
    expect((await loadHeavy(engine)).backend.backend).toBe("onnx-wasm");
    const before = world.now();
    open();
    await vi.waitFor(() => expect(released).toEqual(["cpu", "gpu"]));
    await vi.waitFor(() => expect([...unfinished]).toEqual([]));
    // Nothing was timed of a model that has ended.
    expect([world.now(), ...chosen]).toEqual([before]);
    expect((await write(engine)).backend.backend).toBe("onnx-wasm");
  });
});
