import { describe, expect, it } from "vitest";
import { createModelStore } from "./model-store.ts";
import { BIG, BIG_SHA256, isBig, MODEL } from "./testing/big-model.ts";
import { nodeWorld } from "./testing/node-world.ts";
import type { Locks } from "./with-lock.ts";

/** Nothing is asked of it. */
const HUB = "https://hub.test";

describe("a package that was made of the visitor's files", () => {
  const signal = new AbortController().signal;
  const picked = {
    kind: "files",
    name: "mine",
    files: [{ path: "pytorch_model.bin", bytes: new Blob([BIG]) }],
  } as const;
  const again = { ...picked, files: [] };
  const manifest = {
    format: "hostless-model",
    version: 1,
    name: "mine",
    files: [{ path: MODEL, size: BIG.length, sha256: BIG_SHA256 }],
    dtypes: {},
    known_answer: { prompt_ids: [], token_ids: [] },
  };

  async function converted(locks?: Locks) {
    const store = createModelStore(nodeWorld(HUB, { locks }));
    const shelf = await store.shelve(await store.lookUp(picked));
    await shelf.put({ path: MODEL, bytes: BIG });
    await shelf.put({ path: "manifest.json", bytes: new TextEncoder().encode(JSON.stringify(manifest)) });
    const listing = await shelf.finish();
    await store.keepConverted(listing);
    await shelf.close();
    return { store, listing };
  }

  it("is written down while no other tab reads or writes what is kept", async () => {
    let held: Promise<void> = Promise.resolve();
    const locks: Locks = {
      async request(_name, _options, work) {
        await held;
        return work();
      },
      query: async () => ({}),
    };
    const { store, listing } = await converted(locks);
    const [first] = await store.stored();
    await store.delete(first?.id ?? "");
    let release = () => {};
    held = new Promise((resolve) => {
      release = resolve;
    });
    const keeping = store.keepConverted(listing);
    await new Promise((resolve) => setTimeout(resolve));
    expect(await store.stored()).toEqual([]);
    release();
    await keeping;
    expect(await store.stored()).toMatchObject([{ name: "mine" }]);
  });

  it("is kept for the next visit, listed and opened by its name", async () => {
    const { store } = await converted();
    expect(await store.stored()).toMatchObject([{ name: "mine", source: again, complete: true }]);
    const opened = await store.open(await store.lookUp(again), [MODEL], { signal });
    expect(isBig(await opened.files.bytes(MODEL))).toBe(true);
    const [model] = await store.stored();
    await store.delete(model?.id ?? "");
    await expect(store.lookUp(again)).rejects.toMatchObject({ failure: { code: "model_not_found" } });
  });

  it("is saved as a zip that another device takes in, and a changed zip is refused", async () => {
    const { store, listing } = await converted();
    const saved = await store.save(listing);
    const bytes = new Uint8Array(await saved.bytes.arrayBuffer());
    const other = createModelStore(nodeWorld(HUB));
    const imported = await other.import({ path: saved.name, bytes: new Blob([bytes]) });
    expect(imported).toMatchObject({ complete: true, source: { kind: "files", name: "mine (imported)", files: [] } });
    const opened = await other.open(await other.lookUp(imported.source), [MODEL, "manifest.json"], { signal });
    expect(isBig(await opened.files.bytes(MODEL))).toBe(true);
    expect(JSON.parse(await opened.files.text("manifest.json"))).toEqual(manifest);
    bytes.fill(1, 1000, 1010);
    await expect(other.import({ path: "x", bytes: new Blob([bytes]) })).rejects.toMatchObject({
      failure: { code: "integrity", subject: MODEL },
    });
  });
});
