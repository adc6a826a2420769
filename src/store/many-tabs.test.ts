import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { NamedBytes } from "../contract/bytes.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { failureOf } from "../contract/outcome.ts";
import { recordId } from "./record.ts";
import { type Browser, FakeOrigin, FileHandleStub, type Tab } from "./testing/fake-origin.ts";
import { settle, wholeOf } from "./testing/settle.ts";
import { bytesOf, convertIn, type Files, importIn, loadIn, packageOf } from "./testing/tab-work.ts";

beforeAll(() => vi.stubGlobal("FileSystemFileHandle", FileHandleStub));
afterAll(() => vi.unstubAllGlobals());

const READY: ModelSource = { kind: "hub", repo: "owner/ready" };
const CHECKPOINT: ModelSource = { kind: "hub", repo: "owner/checkpoint" };
const SHARED = ["config.json", "tokenizer.json"];
const ready: Files = {
  "config.json": bytesOf("config", 50),
  "tokenizer.json": bytesOf("tokenizer", 900),
  "onnx/model_quantized.onnx": bytesOf("q8", 2000),
  "onnx/model_q4.onnx": bytesOf("q4", 1500),
  "onnx/model_fp16.onnx": bytesOf("fp16", 1500),
};
const checkpoint: Files = { "config.json": bytesOf("checkpoint", 60), "model.safetensors": bytesOf("weights", 3000) };

/** Something that a tab does, from its begin to its end, by a clock that counts both. */
interface Done {
  readonly what: "load" | "convert" | "import" | "delete";
  readonly id: string;
  /** Paths that are kept of the model from then on. */
  readonly paths: readonly string[];
  readonly begun: number;
  ended: number;
}

/** A site on which several tabs do things by chance. */
class Site {
  readonly origin: FakeOrigin;
  readonly done: Done[] = [];
  readonly #exported: readonly NamedBytes[];
  #clock = 0;

  constructor(seed: number, browser: Browser, exported: readonly NamedBytes[]) {
    this.origin = new FakeOrigin(seed, browser);
    this.origin.repos.commit("owner/ready", ready);
    this.origin.repos.commit("owner/checkpoint", checkpoint);
    this.#exported = exported;
  }

  /** A tab that does so many things, one after another, and may be closed in the middle of one. */
  async visit(things: number): Promise<void> {
    let tab = this.origin.open();
    for (let thing = 0; thing < things; thing++) {
      const doing = this.#doSomething(tab);
      if (this.#chance(0.2)) {
        await Promise.race([doing, this.#pause()]);
        tab.end();
        doing.catch(() => undefined);
        tab = this.origin.open();
      } else await doing;
    }
  }

  #chance(share: number): boolean {
    return this.origin.random() < share;
  }

  #pick<T>(values: readonly T[]): T {
    const value = values[Math.floor(this.origin.random() * values.length)];
    if (value === undefined) throw new RangeError("nothing to pick from");
    return value;
  }

  async #pause(): Promise<void> {
    for (let count = this.origin.random() * 200; count > 0; count--) await new Promise(setImmediate);
  }

  #doSomething(tab: Tab): Promise<void> {
    return this.#pick([
      () => this.#load(tab),
      () => this.#load(tab),
      () => this.#convert(tab),
      () => this.#import(tab),
      () => this.#delete(tab),
      () => this.#lookAt(tab),
    ])();
  }

  async #record(what: Done["what"], id: string, paths: readonly string[], work: () => Promise<boolean>): Promise<void> {
    const done = { what, id, paths, begun: ++this.#clock, ended: Number.POSITIVE_INFINITY };
    // A deletion that a closed tab had begun may have been made.
    if (what === "delete") this.done.push(done);
    const counts = await work();
    done.ended = ++this.#clock;
    if (counts && what !== "delete") this.done.push(done);
  }

  #load(tab: Tab): Promise<void> {
    const weights = this.#pick(["onnx/model_quantized.onnx", "onnx/model_q4.onnx", "onnx/model_fp16.onnx"]);
    const paths = [...SHARED, weights];
    // These weights are no good, whoever loads them.
    const fate = weights.includes("fp16") ? "useless" : "used";
    const abort = new AbortController();
    if (this.#chance(0.2)) void this.#pause().then(() => abort.abort());
    return this.#record("load", recordId(READY, tab.world), paths, async () => {
      try {
        await loadIn(tab, READY, paths, ready, fate, abort.signal);
        return fate === "used";
      } catch (error) {
        if (abort.signal.aborted) return false;
        throw error;
      }
    });
  }

  #convert(tab: Tab): Promise<void> {
    const dtype = this.#pick(["q8", "q4"]);
    const files = Object.entries(checkpoint).map(([path, bytes]) => ({ path, bytes: new Blob([bytes]) }));
    const source = this.#pick<ModelSource>([CHECKPOINT, { kind: "files", name: "mine", files }]);
    return this.#record("convert", recordId(source, tab.world), [], async () => {
      try {
        await convertIn(tab, source, checkpoint, packageOf("mine", dtype));
        return true;
      } catch (error) {
        // A package that was there when it was looked up, and was deleted or replaced before it was opened.
        if (["made_not_whole", "not_kept_whole"].includes(failureOf(error).detail)) return false;
        throw error;
      }
    });
  }

  async #import(tab: Tab): Promise<void> {
    const begun = ++this.#clock;
    const { id, complete } = await importIn(tab, this.#pick(this.#exported)).catch(orDeleted);
    if (id !== "") this.done.push({ what: "import", id, paths: [], begun, ended: ++this.#clock });
    expect(complete).toBe(true);
  }

  async #delete(tab: Tab): Promise<void> {
    const kept = await tab.store.stored();
    if (kept.length === 0) return;
    const { id } = this.#pick(kept);
    await this.#record("delete", id, [], async () => {
      await tab.store.delete(id).catch(orDeleted);
      return true;
    });
  }

  /** Verifies and exports: neither takes anything away. */
  async #lookAt(tab: Tab): Promise<void> {
    for (const { id } of await tab.store.stored()) {
      const checked = await tab.store.verify(id).catch(orDeleted);
      if ("damaged" in checked) await tab.store.export(id).catch(orDeleted);
    }
  }

  /** What is kept is whole, and everything that was kept and not deleted since is there. */
  async check(): Promise<void> {
    const records = await settle(this.origin);
    for (const [id, record] of records) {
      if (record.converted) expect(wholeOf(this.origin, record), id).toEqual(record.kept.toSorted());
    }
    for (const { what, id, paths, begun } of this.done) {
      const isDeleted = this.done.some((later) => later.what === "delete" && later.id === id && later.ended > begun);
      if (what === "delete" || isDeleted) continue;
      expect([...records.keys()]).toContain(id);
      expect(wholeOf(this.origin, records.get(id))).toEqual(expect.arrayContaining([...paths]));
    }
  }
}

/** @throws anything but that a model is not there any more */
function orDeleted(error: unknown): { readonly id: string; readonly complete: boolean } {
  const { code } = failureOf(error);
  if (code !== "model_not_found" && code !== "no_usable_files") throw error;
  return { id: "", complete: true };
}

/** Models as they were exported on another device, two of one name. */
async function exportAll(): Promise<NamedBytes[]> {
  const files = Object.entries(checkpoint).map(([path, bytes]) => ({ path, bytes: new Blob([bytes]) }));
  const source: ModelSource = { kind: "files", name: "mine", files };
  const exported: NamedBytes[] = [];
  for (const dtype of ["q8", "q4"]) {
    const { store } = new FakeOrigin(0, { keepsIn: "cache", locks: true }).open();
    await convertIn({ store }, source, checkpoint, packageOf("mine", dtype));
    const [model] = await store.stored();
    const { name, bytes } = await store.export(model?.id ?? "");
    exported.push({ path: name, bytes });
  }
  return exported;
}

const BROWSERS: readonly [string, Browser][] = [
  ["OPFS", { keepsIn: "opfs", locks: true }],
  ["the Cache API", { keepsIn: "cache", locks: true }],
];

it.each(BROWSERS)(
  "F41: tabs that do things by chance, and are closed in their middle, keep what they kept in %s",
  async (_name, browser) => {
    const exported = await exportAll();
    for (let seed = 1; seed <= 15; seed++) {
      const site = new Site(seed, browser, exported);
      try {
        await Promise.all([site.visit(4), site.visit(4), site.visit(4)]);
        await site.check();
      } catch (error) {
        throw new Error(`With seed ${seed}: ${error}`, { cause: error });
      }
    }
  },
);
