import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Engine } from "../contract/engine.ts";
import type { ModelInfo } from "../contract/model-info.ts";
import { inEnglish } from "../contract/testing/refused.ts";
import { Adapters } from "../kernel/adapters.ts";
import { outOfMemory } from "../kernel/out-of-memory.ts";
import { createAdapterShelf } from "../store/adapter-shelf.ts";
import { heldCaches } from "../store/testing/held-caches.ts";
import { memoryTable } from "../store/testing/memory-table.ts";
import { type FakeHub, startFakeHub } from "../testing/fake-hub.ts";
import { AdaptersBeside } from "./adapters-beside.ts";
import { capableGpu, nodeEngine, nodeOrt } from "./testing/node-engine.ts";

const read = (place: string): Record<string, Buffer> => {
  const folder = new URL(`../../fixtures/${place}/`, import.meta.url);
  const names = readdirSync(folder).filter((name) => name !== "expected.json");
  return Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, folder))]));
};
const given = (name: string, files: Record<string, Buffer | string>) => ({
  name,
  files: Object.entries(files).map(([path, bytes]) => ({
    path,
    bytes: new Blob([typeof bytes === "string" ? bytes : new Uint8Array(bytes)]),
  })),
});
const adapter = (kind: string, change: Record<string, Buffer | string> = {}) =>
  given(kind, { ...read(`adapters/${kind}`), ...change });
/** Whose configuration says this of its base. */
function ofBase(kind: string, base: string | null) {
  const config = JSON.parse(`${read(`adapters/${kind}`)["adapter_config.json"]}`);
  return adapter(kind, { "adapter_config.json": JSON.stringify({ ...config, base_model_name_or_path: base }) });
}
const BASE = { kind: "hub", repo: "owner/plain" } as const;
const parameters = { do_sample: false, max_new_tokens: 1, token_healing: false };

let hub: FakeHub;
/** What is converted once is kept for all. */
const held = heldCaches();
beforeAll(async () => {
  hub = await startFakeHub({ "owner/plain": { files: read("checkpoints/plain/safetensors") } });
});
afterAll(() => hub.close());

type Table = ReturnType<typeof memoryTable>;
const engineWith = (table: Table = memoryTable()) =>
  nodeEngine(hub.url, { caches: () => held }, { shelf: createAdapterShelf(table) });

async function loaded(engine: Engine): Promise<ModelInfo> {
  const outcome = await engine.load(BASE, { dtype: "q8" }, () => undefined);
  if (!outcome.ok) throw new Error(inEnglish(outcome));
  return outcome.value;
}

/** The token that comes next by an adapter, or by the model as it is. */
async function nextToken(engine: Engine, name?: string) {
  const request = { prompt: "Life is not", parameters, ...(name !== undefined && { adapter: name }) };
  const run = await engine.generate(request, 1, () => undefined);
  return run.ok ? run.value.samples[0]?.token_ids[0] : inEnglish(run);
}

const namesOf = (info: ModelInfo) => info.adapters?.map(({ name }) => name);

describe("addAdapter", () => {
  it("takes adapters in beside the model: each writes what PEFT writes, and the model goes on as it is", async () => {
    const engine = engineWith();
    await loaded(engine);
    const added = await engine.addAdapter(adapter("c-attn-bin"));
    expect(added).toMatchObject({ ok: true, value: { name: "c-attn-bin", isBaseNamed: true } });
    await engine.addAdapter(adapter("all-linear"));
    const merged = [await nextToken(engine, "c-attn-bin"), await nextToken(engine)];
    // PEFT's token, then that of the base alone.
    expect(merged).toEqual([74, 125]);
    expect(await nextToken(engine, "all-linear")).not.toBe(125);
    expect(await nextToken(engine)).toBe(125);
  });

  it("gives the room of one that was not named for the longest time to another, and reads it again when it is named", async () => {
    const { add, remove } = Adapters.prototype;
    const inside = new Set<number>();
    vi.spyOn(Adapters.prototype, "add").mockImplementation(function (this: Adapters, terms) {
      if (inside.size === 2) throw outOfMemory("adapter", 1, 1);
      const number = add.call(this, terms);
      inside.add(number);
      return number;
    });
    vi.spyOn(Adapters.prototype, "remove").mockImplementation(function (this: Adapters, number) {
      inside.delete(number);
      remove.call(this, number);
    });
    const engine = engineWith();
    await loaded(engine);
    for (const kind of ["c-attn-bin", "c-attn"]) await engine.addAdapter(adapter(kind));
    expect(await nextToken(engine, "c-attn-bin")).toBe(74);
    const added = await engine.addAdapter(adapter("all-linear"));
    expect(added.ok && namesOf(added.value.info)).toEqual(["c-attn-bin", "c-attn", "all-linear"]);
    expect([...inside]).toEqual([1, 3]);
    const again = [await nextToken(engine, "c-attn"), await nextToken(engine, "c-attn-bin"), await nextToken(engine)];
    expect(again).toEqual([await nextToken(engine, "c-attn"), 74, 125]);
    vi.restoreAllMocks();
  });

  it("takes one in beside the model that is there once its files are read", async () => {
    const engine = engineWith();
    await loaded(engine);
    const readFor = AdaptersBeside.prototype.read;
    vi.spyOn(AdaptersBeside.prototype, "read").mockImplementationOnce(async function (this: AdaptersBeside, files) {
      const take = await readFor.call(this, files);
      await engine.load(BASE, { dtype: "q8", backend: "kernel" }, () => undefined);
      return take;
    });
    const added = await engine.addAdapter(adapter("c-attn-bin"));
    vi.restoreAllMocks();
    expect(added.ok && namesOf(added.value.info)).toEqual(["c-attn-bin"]);
    expect(await nextToken(engine, "c-attn-bin")).toBe(74);
  });

  it("says of a text which adapter wrote it, and refuses one that is not there by its name", async () => {
    const engine = engineWith();
    await loaded(engine);
    const added = await engine.addAdapter(adapter("c-attn"));
    const digest = added.ok ? added.value.info.adapters?.[0]?.digest : "";
    const run = await engine.generate({ prompt: "a", parameters, adapter: "c-attn" }, 1, () => undefined);
    expect(run).toMatchObject({ value: { model: { adapter: "c-attn", adapter_digest: digest } } });
    expect(await nextToken(engine, "poems (3f2a91bc)")).toContain("owner/plain has no adapter poems (3f2a91bc)");
    expect(await engine.scoreNext("a", 5, 2, 1, "visitor", "novels")).toMatchObject({
      failure: { code: "model_not_found" },
    });
  });

  it("gives one that is there already the new name, and a number to a name that is taken", async () => {
    const engine = engineWith();
    await loaded(engine);
    await engine.addAdapter(adapter("c-attn"));
    await engine.addAdapter({ ...adapter("all-linear"), name: "c-attn" });
    const again = await engine.addAdapter({ ...adapter("c-attn"), name: "owner/plain" });
    expect(again.ok && namesOf(again.value.info)).toEqual(["owner/plain 2", "c-attn 2"]);
    expect(await engine.storedAdapters()).toMatchObject({
      value: [
        { name: "owner/plain 2", base: "owner/plain" },
        { name: "c-attn 2", base: "owner/plain" },
      ],
    });
  });

  it("has an adapter's own settings in the place of the model's", async () => {
    const engine = engineWith();
    await loaded(engine);
    await engine.addAdapter(adapter("c-attn", { "generation_config.json": '{"max_new_tokens":3}' }));
    const run = await engine.generate({ prompt: "a", parameters: {}, adapter: "c-attn" }, 1, () => undefined);
    expect(run).toMatchObject({ value: { parameters: { max_new_tokens: 3 } } });
  });

  it.each([
    ["dora", /use_dora.*cannot be kept apart/],
    ["modules-to-save", /cannot be kept apart/],
  ])("refuses what cannot be kept apart, by name: %s", async (kind, message) => {
    const engine = engineWith();
    await loaded(engine);
    expect(inEnglish(await engine.addAdapter(adapter(kind)))).toMatch(message);
    expect(await nextToken(engine)).toBe(125);
  });

  it("refuses another model's by both names, and what says nothing of its base only where it does not fit", async () => {
    const engine = engineWith();
    await loaded(engine);
    const other = inEnglish(await engine.addAdapter(ofBase("c-attn", "someone/else")));
    expect(other).toContain('trained on "someone/else", and this model is "owner/plain"');
    const silent = await engine.addAdapter(ofBase("c-attn", "/home/me/gpt2"));
    expect(silent).toMatchObject({ ok: true, value: { isBaseNamed: false } });
    const config = { peft_type: "LORA", r: 5, lora_alpha: 8, base_model_name_or_path: null };
    const unfit = adapter("c-attn", { "adapter_config.json": JSON.stringify(config) });
    expect(inEnglish(await engine.addAdapter(unfit))).toMatch(/does not say which model.*rank/s);
  });

  it("takes the note of an adapter that was trained here for its base, whatever that is called", async () => {
    const engine = engineWith();
    await loaded(engine);
    const note = (id: string, name: string) =>
      JSON.stringify({ format: "hostless-adapter", version: 1, name: "poems", base: { name, id } });
    const other = adapter("c-attn", { "hostless-adapter.json": note("0", "quotes") });
    expect(inEnglish(await engine.addAdapter(other))).toContain('trained on "quotes"');
    const state = adapter("c-attn", { "hostless-adapter.json": note("0", "owner/plain") });
    expect(inEnglish(await engine.addAdapter(state))).toContain("another state of");
  });

  it("refuses damaged files and values that are no numbers by name, and keeps nothing of them", async () => {
    const engine = engineWith();
    await loaded(engine);
    const whole = read("adapters/c-attn")["adapter_model.safetensors"] ?? Buffer.alloc(0);
    const cut = adapter("c-attn", { "adapter_model.safetensors": whole.subarray(0, -8) });
    expect(inEnglish(await engine.addAdapter(cut))).toContain("adapter_model.safetensors");
    const broken = Buffer.from(whole);
    broken.writeFloatLE(Number.NaN, broken.length - 4);
    expect(inEnglish(await engine.addAdapter(adapter("c-attn", { "adapter_model.safetensors": broken })))).toContain(
      "NaN",
    );
    expect(await engine.storedAdapters()).toEqual({ ok: true, value: [] });
  });

  it("wants a model, and one that runs on the kernel", async () => {
    expect(inEnglish(await engineWith().addAdapter(adapter("c-attn")))).toContain("No model is loaded");
    const table = memoryTable();
    const first = engineWith(table);
    await loaded(first);
    await first.addAdapter(adapter("c-attn"));
    const onGpu = { gpu: capableGpu, loadOrt: async () => nodeOrt(), shelf: createAdapterShelf(table) };
    const engine = nodeEngine(hub.url, { caches: () => held }, onGpu);
    const info = await engine.load(BASE, { dtype: "q8", backend: "onnx-wasm" }, () => undefined);
    expect(info).toMatchObject({ ok: true, value: { idleAdapters: [{ name: "c-attn" }] } });
    expect(info.ok && info.value.adapters).toBe(undefined);
    expect(inEnglish(await engine.addAdapter(adapter("c-attn")))).toMatch(/kernel only.*under Device/s);
    expect(await nextToken(engine, "c-attn")).toContain("has no adapter c-attn");
  });
});

describe("adapters that are kept", () => {
  it("are found with their model by another thread, and read when they are first asked for", async () => {
    const table = memoryTable();
    const first = engineWith(table);
    await loaded(first);
    await first.addAdapter(adapter("c-attn-bin", { "generation_config.json": '{"max_new_tokens":3}' }));
    const second = engineWith(table);
    const info = await loaded(second);
    expect(info.adapters).toMatchObject([{ name: "c-attn-bin", defaults: { max_new_tokens: 3 } }]);
    expect(await nextToken(second, "c-attn-bin")).toBe(74);
  });

  it("have the name that another thread gives them, and stay what they are", async () => {
    const table = memoryTable();
    const engine = engineWith(table);
    await loaded(engine);
    await engine.addAdapter(adapter("c-attn-bin"));
    const shelf = createAdapterShelf(table);
    const [kept] = await shelf.list();
    if (kept === undefined) throw new Error("Nothing is kept.");
    const { id, version: _version, bytes: _bytes, ...note } = kept;
    await shelf.keep({ ...note, name: "renamed" }, (await shelf.files(id)) ?? []);
    const found = await engine.findAdapters();
    expect(found.ok && found.value.adapters).toMatchObject([{ id, name: "renamed" }]);
    expect(await nextToken(engine, "renamed")).toBe(74);
    expect(await nextToken(engine, "c-attn-bin")).toContain("has no adapter");
  });

  it("are removed from the device and from beside the model, and found where others kept some meanwhile", async () => {
    const table = memoryTable();
    const [first, second] = [engineWith(table), engineWith(table)];
    await loaded(first);
    await loaded(second);
    const added = await first.addAdapter(adapter("c-attn"));
    const found = await second.findAdapters();
    expect(found.ok && namesOf(found.value)).toEqual(["c-attn"]);
    const id = added.ok ? (added.value.info.adapters?.[0]?.id ?? "") : "";
    expect(await first.deleteAdapter(id)).toEqual({ ok: true, value: undefined });
    expect(table.held.size).toBe(0);
    expect(await nextToken(first, "c-attn")).toContain("has no adapter");
    // What was deleted by another tab before it was ever used here is not used.
    expect(await nextToken(second, "c-attn")).toContain("has no adapter");
    const gone = await second.findAdapters();
    expect(gone.ok && namesOf(gone.value)).toBe(undefined);
  });

  it("keep the name that was told of them when another one of that name goes", async () => {
    const table = memoryTable();
    const [first, second, third] = [engineWith(table), engineWith(table), engineWith(table)];
    for (const engine of [first, second]) await loaded(engine);
    const added = await first.addAdapter({ ...adapter("c-attn"), name: "poems" });
    await second.addAdapter({ ...adapter("c-attn-bin"), name: "poems" });
    expect(namesOf(await loaded(third))).toEqual(["poems", "poems 2"]);
    await first.deleteAdapter(added.ok ? (added.value.info.adapters?.[0]?.id ?? "") : "");
    const found = await third.findAdapters();
    expect(found.ok && namesOf(found.value)).toEqual(["poems 2"]);
    expect(await nextToken(third, "poems")).toContain("has no adapter");
    expect(await nextToken(third, "poems 2")).toBe(74);
  });

  it("give way to one of which the name was told before", async () => {
    const table = memoryTable();
    const first = engineWith(table);
    await loaded(first);
    await first.addAdapter({ ...adapter("all-linear"), name: "poems" });
    const full = { ...table, put: () => Promise.reject(new DOMException("full", "QuotaExceededError")) };
    const second = engineWith(full);
    expect(namesOf(await loaded(second))).toEqual(["poems"]);
    const added = await second.addAdapter({ ...adapter("c-attn-bin"), name: "poems", isTold: true });
    expect(added).toMatchObject({ ok: true, value: { name: "poems" } });
    expect(added.ok && namesOf(added.value.info)).toEqual(["poems 2", "poems"]);
    expect(await nextToken(second, "poems")).toBe(74);
    expect(await nextToken(second, "poems 2")).toBe(await nextToken(first, "poems"));
  });

  it("that others put into an adapter's place are not used", async () => {
    const table = memoryTable();
    const first = engineWith(table);
    await loaded(first);
    await first.addAdapter(adapter("c-attn"));
    await first.addAdapter(adapter("all-linear"));
    const keys = [...table.held.keys()].filter((key) => key.startsWith("files "));
    const [one = "", other = ""] = keys;
    table.held.set(one, table.held.get(other));
    const second = engineWith(table);
    await loaded(second);
    expect(await nextToken(second, "c-attn")).toContain("has no adapter");
    expect(await nextToken(second, "all-linear")).not.toContain?.("has no adapter");
  });

  it("are only those that there is storage for: others go with the page, and are listed until then", async () => {
    const full = { ...memoryTable(), put: () => Promise.reject(new DOMException("full", "QuotaExceededError")) };
    const engine = engineWith(full);
    await loaded(engine);
    const added = await engine.addAdapter(adapter("c-attn-bin"));
    expect(added.ok && added.value.info.adapters?.[0]?.id).toBe(undefined);
    expect(await nextToken(engine, "c-attn-bin")).toBe(74);
    const stored = await engine.storedAdapters();
    expect(stored).toMatchObject({ ok: true, value: [{ name: "c-attn-bin" }] });
    await engine.deleteAdapter(stored.ok ? (stored.value[0]?.id ?? "") : "");
    expect(await engine.storedAdapters()).toEqual({ ok: true, value: [] });
  });
});
