import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { createTokenizer } from "../runtime/tokenizer.ts";
import type { Listing } from "../store/listing.ts";
import { createModelStore } from "../store/model-store.ts";
import { nodeWorld } from "../store/testing/node-world.ts";
import { tinyPackage } from "../testing/tiny-package.ts";
import { openBase } from "../trainer/open-base.ts";
import { kernelModule } from "../kernel/testing/start-kernel.ts";
import { memoryTable, shelfIn } from "../trainer/testing/node-trainer.ts";
import { notesIn } from "../trainer/kept-notes.ts";
import { besideBaseOf } from "./beside-base.ts";

async function tinySource() {
  const files = await tinyPackage(["q8", "q4"]);
  const named = Object.entries(files).map(([path, bytes]) => ({ path, bytes: new Blob([new Uint8Array(bytes)]) }));
  const source = { kind: "files", name: "tiny", files: named } as const;
  return { source, tokenizer: new TextDecoder().decode(files["tokenizer.json"]) };
}

it("where a model came from tells it from others only where the site or this device says so", async () => {
  const { source, tokenizer } = await tinySource();
  const listing = await createModelStore(nodeWorld("http://localhost/")).lookUp(source);
  if (listing.manifest === undefined) throw new Error("no manifest");
  const manifest = { ...listing.manifest, source: { repo: "openai-community/gpt2", commit: "c0ffee" } };
  const claims = async (change: Partial<Listing>) => {
    const { ids } = await besideBaseOf({ ...listing, manifest, ...change }, createTokenizer(tokenizer, 257), "{}");
    return ids.includes("openai-community/gpt2@c0ffee");
  };
  const hub = { kind: "hub", repo: "someone/else" } as const;
  expect(await claims({ source: { kind: "site", path: "models/gpt2" } })).toBe(true);
  expect(await claims({ source: hub, converted: true })).toBe(true);
  expect(await claims({ source: hub })).toBe(false);
  expect(await claims({ source: hub, converted: true, imported: true })).toBe(false);
  expect(await claims({})).toBe(false);
});

it("an adapter notes the state of its model, not whatever is newest by then", async () => {
  const { source, tokenizer } = await tinySource();
  const store = createModelStore(nodeWorld("http://localhost/"));
  const listing = { ...(await store.lookUp(source)), source: { kind: "hub", repo: "a/b" }, commit: "c0ffee" } as const;
  const pinned = { kind: "hub", repo: "a/b", revision: "c0ffee" };
  expect((await besideBaseOf(listing, createTokenizer(tokenizer, 257), "{}")).source).toEqual(pinned);
});

it("a model is known, in each of its dtypes, by what the thread that teaches writes into an adapter's note", async () => {
  const { source, tokenizer } = await tinySource();
  const store = createModelStore(nodeWorld("http://localhost/"));
  const taught = await openBase(source, {
    store,
    shelf: shelfIn(memoryTable()),
    notes: notesIn(memoryTable()),
    loadKernel: () => kernelModule("training"),
    startSecond: () => undefined,
    sha256: async (text) => createHash("sha256").update(text).digest("hex"),
    alone: (work) => work(),
    now: () => 0,
    date: () => 0,
    breathe: async () => undefined,
  });
  await taught.close();
  const codec = createTokenizer(tokenizer, 257);
  const base = await besideBaseOf(await store.lookUp(source), codec, "{}");
  expect(base.ids).toContain(taught.id);
  expect(new Set(base.ids).size).toBe(2);
  expect([base.name, base.repo]).toEqual(["tiny", undefined]);
});
