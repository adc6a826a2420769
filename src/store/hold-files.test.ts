import { describe, expect, it } from "vitest";
import { digestKey, sha256Of } from "./digest.ts";
import { FileHolder, type HoldingPlaces, requireDigest } from "./hold-files.ts";
import type { Listing } from "./listing.ts";
import { createMemoryStore } from "./memory-store.ts";
import { putBlob } from "./put-blob.ts";
import { outOfQuota } from "./storage-failure.ts";
import { nodeWorld } from "./testing/node-world.ts";

const WEIGHTS = "weights";
const blob = new Blob([WEIGHTS]);
const digest = { kind: "sha256" as const, hex: await sha256Of(blob) };
const key = digestKey(digest);
const file = { path: "model.onnx", size: blob.size, digest, from: { url: "https://hub.test/model.onnx" } };
const LISTING: Listing = {
  source: { kind: "hub", repo: "owner/name" },
  name: "mine",
  origin: "hub.test",
  files: [file],
};

/** A holder over such places, and how often it asked a host. */
function start(change: Partial<HoldingPlaces> = {}, listing = LISTING) {
  const places = {
    lasting: { ...createMemoryStore(), where: "opfs" as const },
    memory: createMemoryStore(),
    ...change,
  };
  const asked: string[] = [];
  const fetcher: typeof fetch = async (url) => {
    asked.push(String(url));
    return new Response(WEIGHTS);
  };
  const world = nodeWorld("https://hub.test", { fetch: fetcher });
  const bringing = { world, signal: new AbortController().signal, onBytes: () => undefined };
  return { holder: new FileHolder(listing, places, bringing), places, asked };
}

describe("a file that is held", () => {
  it("is brought to the place that lasts, once", async () => {
    const { holder, places, asked } = start();
    await holder.hold(file);
    expect(await (await holder.hold(file)).arrayBuffer()).toEqual(await blob.arrayBuffer());
    expect([await places.lasting.keys(), asked.length, holder.notice]).toEqual([[key], 1, undefined]);
  });

  it("is moved there where it is in memory already", async () => {
    const { holder, places, asked } = start();
    await putBlob(places.memory, digest, blob, undefined);
    await holder.hold(file);
    expect([await places.lasting.keys(), await places.memory.keys(), asked]).toEqual([[key], [], []]);
  });

  it("goes to memory once that place is full, as do all after it, and the reason is told once", async () => {
    let tries = 0;
    let told = 0;
    const append = async () => {
      tries++;
      throw outOfQuota();
    };
    const lasting = { ...createMemoryStore(), where: "opfs" as const, append };
    const { holder, places } = start({ lasting, onFull: () => void told++ });
    await holder.hold(file);
    await places.memory.remove(key);
    await holder.hold(file);
    expect([await places.memory.keys(), tries, told]).toEqual([[key], 1, 1]);
    expect(holder.notice).toMatchObject({ code: "quota", parameters: { why: { code: "quota", detail: "full" } } });
  });

  it("is the visitor's own where it was picked, unless a manifest says other bytes", async () => {
    const { holder, asked } = start();
    const picked = { ...file, from: { bytes: blob } };
    expect(await holder.hold(picked)).toBe(blob);
    expect(await holder.hold({ path: "x", size: 1, from: { bytes: blob } })).toBe(blob);
    const other = { ...picked, from: { bytes: new Blob(["weighty"]) } };
    await expect(holder.hold(other)).rejects.toMatchObject({ failure: { code: "integrity", subject: "model.onnx" } });
    expect(asked).toEqual([]);
  });

  it("is fetched from nowhere where it was made here", async () => {
    const { holder, places, asked } = start({}, { ...LISTING, converted: true });
    await expect(holder.hold(file)).rejects.toMatchObject({ failure: { code: "no_usable_files" } });
    await putBlob(places.lasting, digest, blob, undefined);
    expect((await holder.hold(file)).size).toBe(blob.size);
    expect(asked).toEqual([]);
  });

  it("is vouched for, or it is a fault of ours", () => {
    expect(requireDigest(file)).toEqual(file);
    expect(() => requireDigest({ path: "x", size: 1, from: file.from })).toThrow("without a digest");
  });
});
