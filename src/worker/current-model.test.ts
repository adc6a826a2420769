import { describe, expect, it } from "vitest";
import { infoOf } from "../app/testing/answers.ts";
import type { ForwardPass } from "../contract/forward-pass.ts";
import { byteCodec } from "../generate/testing/vocabulary-codec.ts";
import { randomGpt2 } from "../generate/testing/random-gpt2.ts";
import { createAdapterShelf } from "../store/adapter-shelf.ts";
import { memoryTable } from "../store/testing/memory-table.ts";
import { AdaptersBeside } from "./adapters-beside.ts";
import { CurrentModel } from "./current-model.ts";
import type { LoadedModel } from "./load-model.ts";
import type { Timed } from "./rival.ts";

const SOURCE = { kind: "site", path: "models/quotes" } as const;
const { backend: report } = infoOf(SOURCE);
const faster = { ...report, backend: "onnx-webgpu", device: "webgpu" } as const;

/** A pass that says when it is let go. */
function passOf(name: string, gone: string[]): ForwardPass {
  return Object.assign(randomGpt2(1), { dispose: async () => void gone.push(name) });
}

const rack = { add: () => 0, remove: () => undefined, select: () => undefined };

async function begin(adapters: readonly string[] = [], more: Partial<ForwardPass> = {}) {
  const gone: string[] = [];
  const remembered: string[] = [];
  const pass = Object.assign(passOf("cpu", gone), more);
  const shelf = createAdapterShelf(memoryTable());
  for (const name of adapters) {
    await shelf.keep({ name, digest: "00", base: "quotes", bases: ["id"], added: 1 }, []);
  }
  const base = { name: "quotes", codec: byteCodec(), config: "{}", ids: ["id"] };
  const beside = new AdaptersBeside({ base, pass, backend: "kernel" }, shelf, () => 0);
  await beside.find();
  const ended = new AbortController();
  const rival = {
    time: async () => undefined,
    remember: async (backend: string) => void remembered.push(backend),
  };
  const listing = { source: SOURCE, name: "quotes", origin: "here", files: [] };
  const dispose = () => {
    ended.abort();
    return pass.dispose();
  };
  const model: LoadedModel = {
    info: infoOf(SOURCE),
    pass,
    codec: byteCodec(),
    listing,
    beside,
    rival,
    ended: ended.signal,
    dispose,
  };
  const current = new CurrentModel();
  await current.replace(SOURCE, {}, async () => model);
  const timed: Timed = { pass: passOf("gpu", gone), report: faster };
  return { current, timed, gone, remembered, model };
}

function challengedOf(current: CurrentModel) {
  const { challenged } = current;
  if (challenged === undefined) throw new Error("no rival");
  return challenged;
}

describe("CurrentModel", () => {
  it("goes over to a faster rival, lets the other one go, and has no rival any more", async () => {
    const { current, timed, gone, remembered } = await begin();
    await current.settle(challengedOf(current), timed);
    expect(current.get()).toMatchObject({ pass: timed.pass, info: { name: "quotes", backend: faster } });
    expect([gone, remembered]).toEqual([["cpu"], ["onnx-webgpu"]]);
    expect(current.challenged).toBeUndefined();
    expect(current.infoOf(SOURCE, {})).toMatchObject({ backend: faster });
    await current.replace(SOURCE, {}, () => Promise.reject(new Error("no"))).catch(() => undefined);
    expect(gone).toEqual(["cpu", "gpu"]);
  });

  it("tells of a rival that is not faster, and runs on as it is", async () => {
    const { current, gone, remembered, model } = await begin();
    const slower = { ...report, tried: [{ backend: "onnx-webgpu", msPerToken: 9 }] } as const;
    await current.settle(challengedOf(current), { report: slower });
    expect(current.get()).toMatchObject({ pass: model.pass, info: { backend: slower } });
    expect([gone, remembered]).toEqual([[], ["kernel"]]);
    expect(current.challenged).toBeUndefined();
  });

  it("lets a rival go that comes too late for its model", async () => {
    const { current, timed, gone, remembered } = await begin();
    const challenged = challengedOf(current);
    const { model } = await begin();
    await current.replace(SOURCE, {}, async () => model);
    await current.settle(challenged, timed);
    expect(current.get().pass).toBe(model.pass);
    expect([gone, remembered]).toEqual([["cpu", "gpu"], []]);
  });

  it("keeps a model with adapters where there is room for them", async () => {
    expect((await begin(["mine"], { adapters: rack })).current.challenged).toBeUndefined();
    expect((await begin([], { adapters: rack })).current.challenged).toBeDefined();
    expect((await begin(["mine"])).current.challenged).toBeDefined();
  });
});
