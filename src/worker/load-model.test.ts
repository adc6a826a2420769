import { afterEach, describe, expect, it } from "vitest";
import type { LoadOptions } from "../contract/load.ts";
import { nameFailure } from "../contract/name-failure.ts";
import { makeNote, type Outcome, refuse } from "../contract/outcome.ts";
import { inEnglish, saying } from "../contract/testing/refused.ts";
import { type FakeHub, startFakeHub } from "../testing/fake-hub.ts";
import { tinyPackage } from "../testing/tiny-package.ts";
import type { EngineWorld } from "./engine-world.ts";
import { createAdapterShelf } from "../store/adapter-shelf.ts";
import { memoryTable } from "../store/testing/memory-table.ts";
import { capableGpu, nodeEngine, nodeOrt } from "./testing/node-engine.ts";
import { heavyGraph, timedWorld } from "./testing/timed-world.ts";

const HUB = { kind: "hub", repo: "owner/tiny" } as const;
const GREEDY = { max_new_tokens: 8, do_sample: false, token_healing: false };
const files = await tinyPackage(["q8", "fp32"]);

let hub: FakeHub;
afterEach(() => hub.close());

async function start(more: Partial<EngineWorld> = {}, repo: Readonly<Record<string, Uint8Array | string>> = files) {
  hub = await startFakeHub({ "owner/tiny": { files: repo } });
  const engine = nodeEngine(hub.url, {}, more);
  const load = (options: LoadOptions = {}) => engine.load(HUB, options, () => undefined);
  return { engine, load };
}

async function textOf({ engine }: Awaited<ReturnType<typeof start>>): Promise<readonly number[]> {
  const outcome = await engine.generate({ prompt: "Hello", parameters: GREEDY }, 1, () => undefined);
  return unwrap(outcome).samples[0]?.token_ids ?? [];
}

function unwrap<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(nameFailure(outcome.failure));
  return outcome.value;
}

const withoutKernel = { loadKernel: () => Promise.reject(refuse("no_backend", "no_kernel", {})) };
const withOrt = { loadOrt: async () => nodeOrt() };
const without = (...names: readonly string[]) =>
  Object.fromEntries(Object.entries(files).filter(([name]) => !names.includes(name)));

describe("the backend of a model", () => {
  it("is the kernel for a package of ours", async () => {
    const { load } = await start();
    const { backend } = unwrap(await load());
    expect(backend).toMatchObject({ backend: "kernel", device: "wasm", dtype: "q8", threads: 1 });
    expect(backend.tried.map(({ refused }) => refused)).toEqual([undefined]);
  });

  it("is ONNX Runtime where the kernel fails, with the reason, and it writes the same", async () => {
    const onKernel = await start();
    unwrap(await onKernel.load({ dtype: "fp32" }));
    const expected = await textOf(onKernel);
    await hub.close();
    const onOrt = await start({ ...withoutKernel, ...withOrt });
    const { backend } = unwrap(await onOrt.load({ dtype: "fp32" }));
    expect(backend).toMatchObject({
      backend: "onnx-wasm",
      reason: saying(/^kernel was refused: kernel\.wasm is missing\.$/),
      tried: [{ backend: "kernel", refused: saying(/^kernel\.wasm is missing\.$/) }, { backend: "onnx-wasm" }],
    });
    expect(expected).toHaveLength(GREEDY.max_new_tokens);
    expect(await textOf(onOrt)).toEqual(expected);
  });

  it("is none where all fail, and each one's trouble is named", async () => {
    const broken = { loadOrt: () => Promise.reject(refuse("out_of_memory", "runtime", { reason: "std::bad_alloc" })) };
    const outcome = await (await start({ ...withoutKernel, ...broken })).load();
    expect(outcome).toMatchObject({ ok: false, failure: { code: "no_backend" } });
    const message = inEnglish(outcome);
    expect(message).toContain(
      "kernel: kernel.wasm is missing.; onnx-wasm: The model does not fit this device's memory: std::bad_alloc",
    );
  });

  it("is none that gives another answer than the package's known one", async () => {
    const manifest = JSON.parse(Buffer.from(files["manifest.json"] ?? "").toString());
    const known_answer = { ...manifest.known_answer, token_ids: manifest.known_answer.token_ids.toReversed() };
    const wrong = { ...files, "manifest.json": JSON.stringify({ ...manifest, known_answer }) };
    const { engine, load } = await start(withOrt, wrong);
    expect(await load()).toMatchObject({ ok: false, failure: { code: "self_test_failed" } });
    expect(await engine.countTokens("x")).toMatchObject({ ok: false, failure: { code: "not_loaded" } });
  });

  it("is the one that was chosen, also the GPU for a small model", async () => {
    const { load } = await start({ ...withOrt, gpu: capableGpu });
    const info = unwrap(await load({ backend: "onnx-webgpu" }));
    expect(info.backend).toMatchObject({ backend: "onnx-webgpu", device: "webgpu", reason: makeNote("chosen", {}) });
  });

  it.each<[string, LoadOptions, string]>([
    ["weights that it lacks", { dtype: "q4" }, "cannot run on q4"],
    ["a GPU that is not there", { backend: "onnx-webgpu" }, "no WebGPU in this browser"],
  ])("is refused by name for %s", async (_name, options, message) => {
    const outcome = await (await start()).load(options);
    expect(outcome).toMatchObject({ ok: false, failure: { code: "no_backend" } });
    expect(inEnglish(outcome)).toContain(message);
  });

  it("is ONNX Runtime for a graph that is not ours, though it is the same one", async () => {
    const { load } = await start(withOrt, without("manifest.json"));
    expect(unwrap(await load()).backend).toMatchObject({ backend: "onnx-wasm", dtype: "q8" });
  });
});

describe("a model that started but cannot be made ready", () => {
  it("leaves no session behind", async () => {
    const timed = timedWorld();
    const shelf = { ...createAdapterShelf(memoryTable()), list: () => Promise.reject(refuse("quota", "full", {})) };
    const { engine } = await start({ ...timed.world, shelf });
    expect(await engine.load(await heavyGraph(), {}, () => undefined)).toMatchObject({ ok: false });
    expect(timed.released).toEqual(["cpu"]);
  });
});

describe("the files of a model", () => {
  it.each(["tokenizer.json", "config.json"])("without %s are refused by name", async (name) => {
    const outcome = await (await start(withOrt, without("manifest.json", name))).load();
    expect(outcome).toMatchObject({ ok: false, failure: { code: "no_usable_files" } });
    expect(inEnglish(outcome)).toContain(name);
  });
});

describe("a load that is given up", () => {
  it("settles as cancelled in the middle of a download, and the next one goes on", async () => {
    const { engine, load } = await start();
    hub.intercept((request, response) => {
      if (!/onnx_data/.test(request.url ?? "")) return false;
      response.writeHead(200);
      response.write(Buffer.alloc(10));
      void engine.cancelLoad();
      return true;
    });
    expect(await load()).toMatchObject({ ok: false, failure: { code: "cancelled" } });
    hub.intercept(undefined);
    expect(await load()).toMatchObject({ ok: true });
  });

  it("is not begun where it still waits behind another", async () => {
    const { engine, load } = await start();
    const first = load();
    const second = engine.load({ kind: "hub", repo: "owner/other" }, {}, () => undefined);
    await engine.cancelLoad();
    expect(await second).toMatchObject({ ok: false, failure: { code: "cancelled" } });
    await first;
    expect(hub.log.filter(({ url }) => url.includes("other"))).toEqual([]);
  });
});

describe("a model that is loaded", () => {
  it("is not loaded again where the same is asked for, and is where other weights are", async () => {
    const { load } = await start();
    const info = unwrap(await load());
    const requests = hub.log.length;
    expect(unwrap(await load())).toBe(info);
    expect(hub.log).toHaveLength(requests);
    expect(unwrap(await load({ dtype: "fp32" })).backend.dtype).toBe("fp32");
  });

  it("is let go for another one, also where that one fails", async () => {
    const { engine, load } = await start();
    unwrap(await load());
    expect(await engine.load({ kind: "hub", repo: "owner/missing" }, {}, () => undefined)).toMatchObject({ ok: false });
    const request = { prompt: "x", parameters: GREEDY };
    expect(await engine.generate(request, 1, () => undefined)).toMatchObject({
      ok: false,
      failure: { code: "not_loaded" },
    });
  });
});
