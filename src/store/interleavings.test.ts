import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { NamedBytes } from "../contract/bytes.ts";
import { saying } from "../contract/testing/refused.ts";
import { recordId } from "./record.ts";
import { type Browser, FakeOrigin, FileHandleStub, type Tab } from "./testing/fake-origin.ts";
import { settle, wholeOf } from "./testing/settle.ts";
import { bytesOf, convertIn, type Files, importIn, loadIn, packageOf } from "./testing/tab-work.ts";
import { neverAborted } from "./with-lock.ts";

beforeAll(() => vi.stubGlobal("FileSystemFileHandle", FileHandleStub));
afterAll(() => vi.unstubAllGlobals());

const LOCKED: readonly [string, Browser][] = [
  ["OPFS", { keepsIn: "opfs", locks: true }],
  ["the Cache API", { keepsIn: "cache", locks: true }],
];
const ALL: readonly [string, Browser][] = [
  ...LOCKED,
  ["the Cache API, without locks", { keepsIn: "cache", locks: false }],
];

const ready: Files = {
  "config.json": bytesOf("config", 50),
  "tokenizer.json": bytesOf("tokenizer", 900),
  "onnx/model_quantized.onnx": bytesOf("q8", 4000),
  "onnx/model_fp16.onnx": bytesOf("fp16", 3000),
};
const Q8 = ["config.json", "tokenizer.json", "onnx/model_quantized.onnx"];
const FP16 = ["config.json", "tokenizer.json", "onnx/model_fp16.onnx"];
const checkpoint: Files = { "config.json": bytesOf("checkpoint", 60), "model.safetensors": bytesOf("weights", 5000) };
const [q8, q4] = [packageOf("mine", "q8"), packageOf("mine", "q4")];
const READY = { kind: "hub", repo: "owner/ready" } as const;
const CHECKPOINT = { kind: "hub", repo: "owner/checkpoint" } as const;

function picked() {
  const files = Object.entries(checkpoint).map(([path, bytes]) => ({ path, bytes: new Blob([bytes]) }));
  return { kind: "files", name: "mine", files } as const;
}

function startOrigin(seed: number, browser: Browser): FakeOrigin {
  const origin = new FakeOrigin(seed, browser);
  origin.repos.commit("owner/ready", ready);
  origin.repos.commit("owner/checkpoint", checkpoint);
  return origin;
}

/** A model as it was exported on another device. */
async function savedOf(made: Files): Promise<NamedBytes> {
  const { store } = startOrigin(0, { keepsIn: "cache", locks: true }).open();
  await convertIn({ store }, picked(), checkpoint, made);
  const [model] = await store.stored();
  const { name, bytes } = await store.export(model?.id ?? "");
  return { path: name, bytes };
}

/** Each has another order in which storage and network answer. */
const SEEDS = Array.from({ length: 8 }, (_, seed) => seed);

/** Tries something in several orders. */
async function inOrders(browser: Browser, work: (origin: FakeOrigin, one: Tab, other: Tab) => Promise<void>) {
  for (const seed of SEEDS) {
    const origin = startOrigin(seed, browser);
    try {
      await work(origin, origin.open(), origin.open());
    } catch (error) {
      throw new Error(`In the order of seed ${seed}: ${error}`, { cause: error });
    }
  }
}

const idOf = (source: Parameters<typeof recordId>[0], { world }: Tab) => recordId(source, world);
const pathsOf = (files: Files) => Object.keys(files).sort();
const gone = () => undefined;
const step = () => new Promise(setImmediate);

describe.each(ALL)("F41: of two tabs that keep models in %s", (_name, browser) => {
  it("one converts, the other deletes another model and a third is opened: the package is whole", async () => {
    await inOrders(browser, async (origin, one, other) => {
      await loadIn(other, READY, Q8, ready);
      const deleting = other.store.delete(idOf(READY, other)).then(() => origin.open().store.stored());
      await Promise.all([convertIn(one, picked(), checkpoint, q8), deleting]);
      const records = await settle(origin);
      expect(wholeOf(origin, records.get(idOf(picked(), one)))).toEqual(pathsOf(q8));
    });
  });

  it("one converts a repository, the other deletes it meanwhile: the conversion ends, and what is kept is whole", async () => {
    await inOrders(browser, async (origin, one, other) => {
      const id = idOf(CHECKPOINT, one);
      const deleting = async () => {
        while (!(await other.store.stored()).some((model) => model.id === id)) await step();
        await other.store.delete(id);
      };
      await Promise.all([convertIn(one, CHECKPOINT, checkpoint, q8), deleting()]);
      const records = await settle(origin);
      // It may have been deleted when the package was there.
      expect([[], pathsOf(q8)]).toContainEqual(wholeOf(origin, records.get(id)));
    });
  });

  it("one imports, the other deletes another model and a third is opened: the model is whole", async () => {
    const file = await savedOf(q8);
    await inOrders(browser, async (origin, one, other) => {
      await loadIn(other, READY, Q8, ready);
      const deleting = other.store.delete(idOf(READY, other)).then(() => origin.open().store.stored());
      const [imported] = await Promise.all([importIn(one, file), deleting]);
      const records = await settle(origin);
      expect(wholeOf(origin, records.get(imported.id))).toEqual(pathsOf(q8));
    });
  });

  it("one loads, the other deletes that model meanwhile: the load ends, and nothing that nobody needs is left", async () => {
    await inOrders(browser, async (origin, one, other) => {
      const deleting = other.store.delete(idOf(READY, other)).catch(gone);
      await Promise.all([loadIn(one, READY, Q8, ready), deleting]);
      const records = await settle(origin);
      expect([[], Q8.toSorted()]).toContainEqual(wholeOf(origin, records.get(idOf(READY, one))));
    });
  });

  it("one exports, the other deletes that model meanwhile: the file is whole", async () => {
    await inOrders(browser, async (origin, one, other) => {
      await loadIn(one, READY, Q8, ready);
      const exporting = one.store.export(idOf(READY, one));
      await Promise.all([exporting, other.store.delete(idOf(READY, other))]);
      const { name, bytes } = await exporting;
      await importIn(other, { path: name, bytes });
      expect((await settle(origin)).size).toBe(1);
    });
  });

  it("one verifies, the other downloads that model meanwhile: nothing is damaged, and nothing is taken away", async () => {
    await inOrders(browser, async (origin, one, other) => {
      const loading = loadIn(other, READY, Q8, ready);
      while ((await one.store.stored()).length === 0) await step();
      expect(await one.store.verify(idOf(READY, one))).toEqual({ damaged: [] });
      await loading;
      const records = await settle(origin);
      expect(wholeOf(origin, records.get(idOf(READY, one)))).toEqual(Q8.toSorted());
    });
  });
});

describe.each(LOCKED)("F41: of two tabs that keep models in %s", (_name, browser) => {
  it.each([q8, q4])("both convert the same files: both packages open, and one is whole", async (made) => {
    await inOrders(browser, async (origin, one, other) => {
      for (const source of [picked(), CHECKPOINT]) {
        await Promise.all([convertIn(one, source, checkpoint, q8), convertIn(other, source, checkpoint, made)]);
        const records = await settle(origin);
        expect([pathsOf(q8), pathsOf(made)]).toContainEqual(wholeOf(origin, records.get(idOf(source, one))));
      }
    });
  });

  it("one deletes a package that the other is about to open: it is refused by name, and not written down again", async () => {
    await inOrders(browser, async (origin, one, other) => {
      await convertIn(one, CHECKPOINT, checkpoint, q8);
      const listing = await other.store.lookUp(CHECKPOINT);
      await one.store.delete(idOf(CHECKPOINT, one));
      const opened = await other.store.open(listing, ["config.json"], { signal: neverAborted() });
      await expect(opened.files.text("config.json")).rejects.toEqual(
        saying("config.json of owner/checkpoint is not kept", { code: "no_usable_files" }),
      );
      await opened.close();
      expect(await settle(origin)).toEqual(new Map());
    });
  });

  it("one has looked a checkpoint up, the other converts it meanwhile: a load given up takes no package away", async () => {
    await inOrders(browser, async (origin, one, other) => {
      const listing = await one.store.lookUp(CHECKPOINT);
      await convertIn(other, CHECKPOINT, checkpoint, q8);
      const abort = new AbortController();
      const opened = await one.store.open(listing, Object.keys(checkpoint), { signal: abort.signal });
      abort.abort();
      await opened.files.bytes("model.safetensors").catch(gone);
      await opened.close();
      const records = await settle(origin);
      expect(wholeOf(origin, records.get(idOf(CHECKPOINT, one)))).toEqual(pathsOf(q8));
    });
  });

  it("both import: equal models are one, others of that name are two", async () => {
    const [first, second] = [await savedOf(q8), await savedOf(q4)];
    await inOrders(browser, async (origin, one, other) => {
      await Promise.all([importIn(one, first), importIn(other, first)]);
      expect((await settle(origin)).size).toBe(1);
      await Promise.all([importIn(one, second), importIn(other, first)]);
      const records = [...(await settle(origin)).values()];
      expect(records.map((record) => wholeOf(origin, record)).sort()).toEqual([pathsOf(q4), pathsOf(q8)].sort());
    });
  });

  it("one finds that its weights are of no use: the other's of that model are whole, with what belongs to both", async () => {
    await inOrders(browser, async (origin, one, other) => {
      await Promise.all([loadIn(one, READY, FP16, ready, "useless"), loadIn(other, READY, Q8, ready)]);
      const records = await settle(origin);
      expect(wholeOf(origin, records.get(idOf(READY, one)))).toEqual(Q8.toSorted());
    });
  });

  it("one loads a commit, the other a newer one: both load, and one is whole", async () => {
    await inOrders(browser, async (origin, one, other) => {
      const newer = { ...ready, "config.json": bytesOf("newer", 50), "onnx/model_fp16.onnx": bytesOf("newer", 9) };
      const old = { ...READY, revision: (await one.store.lookUp(READY)).commit ?? "" };
      origin.repos.commit("owner/ready", newer);
      await Promise.all([loadIn(one, old, Q8, ready), loadIn(other, READY, FP16, newer)]);
      const records = await settle(origin);
      const whole = wholeOf(origin, records.get(idOf(READY, one)));
      expect([Q8.toSorted(), FP16.toSorted(), pathsOf(ready)]).toContainEqual(whole);
    });
  });

  it("one is closed in its middle: what it left is swept at the next start, and what can go on is kept", async () => {
    const file = await savedOf(q8);
    await inOrders(browser, async (origin, one, other) => {
      await other.store.stored();
      const steps = Math.floor(origin.random() * 120);
      void convertIn(one, picked(), checkpoint, q4).catch(gone);
      void importIn(one, file).catch(gone);
      void loadIn(one, READY, Q8, ready).catch(gone);
      for (let count = 0; count < steps; count++) await step();
      one.end();
      for (const record of (await settle(origin)).values()) {
        if (record.converted) expect(wholeOf(origin, record)).toEqual(record.kept.toSorted());
      }
    });
  });
});

it("F41: without locks, what a closed tab left is swept a day later", async () => {
  const origin = startOrigin(1, { keepsIn: "cache", locks: false });
  const one = origin.open();
  void convertIn(one, picked(), checkpoint, q8).catch(gone);
  const made = () => [...origin.files().keys()].filter((name) => name.startsWith("sha256-"));
  while (made().length < 2) await step();
  one.end();
  const left = made();
  await origin.open().store.stored();
  expect(made()).toEqual(left);
  origin.date += 25 * 60 * 60 * 1000;
  expect(await settle(origin)).toEqual(new Map());
});

it("weights that turn out to be of no use take nothing from those that were kept before", async () => {
  const origin = startOrigin(1, { keepsIn: "opfs", locks: true });
  const tab = origin.open();
  await loadIn(tab, READY, Q8, ready);
  await loadIn(tab, READY, FP16, ready, "useless");
  const records = await settle(origin);
  expect(wholeOf(origin, records.get(idOf(READY, tab)))).toEqual(Q8.toSorted());
});
