import { createHash } from "node:crypto";
import { makeZip } from "client-zip";
import { describe, expect, it } from "vitest";
import type { ModelSource } from "../contract/model-source.ts";
import { saying } from "../contract/testing/refused.ts";
import { RECORD_ENTRY } from "./export-model.ts";
import { createModelStore } from "./model-store.ts";
import { nodeWorld } from "./testing/node-world.ts";

const HUB = "https://hub.test";
const COMMIT = "a".repeat(40);
const signal = new AbortController().signal;

/** A saved model that says of itself what `claim` says, with one file of these bytes. */
function savedModel(claim: Record<string, unknown>, content = "{}", path = "config.json"): Promise<Blob> {
  const hex = createHash("sha256").update(content).digest("hex");
  const file = { path, size: content.length, digest: { kind: "sha256", hex }, url: "https://hub.test/x" };
  const record = { version: 1, origin: HUB, files: [file], kept: [path], lastUsed: 1, ...claim };
  return makeZipBlob({ [RECORD_ENTRY]: JSON.stringify(record), [path]: content });
}

function makeZipBlob(files: Record<string, string>): Promise<Blob> {
  return new Response(makeZip(Object.entries(files).map(([name, input]) => ({ name, input })))).blob();
}

/** A store without a network: whatever it asks for is written down and refused. */
function offlineStore() {
  const asked: string[] = [];
  const refuse: typeof fetch = async (input) => {
    asked.push(String(input));
    throw new TypeError("no network");
  };
  return { store: createModelStore(nodeWorld(HUB, { fetch: refuse })), asked };
}

describe("an imported file", () => {
  it.each<[string, ModelSource]>([
    ["the site's own model", { kind: "site", path: "models/quotes" }],
    ["a Hub repository", { kind: "hub", repo: "openai-community/gpt2" }],
    ["a Hub repository at a commit", { kind: "hub", repo: "openai-community/gpt2", revision: COMMIT }],
  ])("T31: does not pose as %s", async (_, source) => {
    for (const converted of [{}, { converted: true }]) {
      for (const commit of [{}, { commit: COMMIT }]) {
        const { store, asked } = offlineStore();
        const claim = { source, name: "quotes", ...converted, ...commit };
        const imported = await store.import({ path: "x.zip", bytes: await savedModel(claim) });
        expect(imported.source).toEqual({ kind: "files", name: "quotes (imported)", files: [] });
        expect(imported).not.toHaveProperty("commit");
        const wanted: ModelSource = source.kind === "hub" ? { ...source, revision: COMMIT } : source;
        await expect(store.lookUp(wanted)).rejects.toMatchObject({ failure: { code: "network" } });
        expect(asked.length).toBeGreaterThan(0);
      }
    }
  });

  it("T31: is opened without a single request, and what is not in it is never fetched", async () => {
    const { store, asked } = offlineStore();
    const more = { path: "model.bin", size: 5, digest: { kind: "sha256", hex: "b".repeat(64) }, url: `${HUB}/y` };
    const content = "{}";
    const hex = createHash("sha256").update(content).digest("hex");
    const file = { path: "config.json", size: 2, digest: { kind: "sha256", hex }, url: `${HUB}/x` };
    const source = { kind: "hub", repo: "owner/name" };
    const saved = await savedModel({ source, name: "owner/name", files: [file, more] });
    const imported = await store.import({ path: "x.zip", bytes: saved });
    const listing = await store.lookUp(imported.source);
    expect(listing.files.map(({ path }) => path)).toEqual(["config.json"]);
    const opened = await store.open(listing, ["config.json"], { signal });
    expect(await opened.files.text("config.json")).toBe(content);
    expect(asked).toEqual([]);
  });

  it("T31: replaces no model that is there, and is itself imported once", async () => {
    const { store } = offlineStore();
    const claim = { source: { kind: "files", name: "mine", files: [] }, name: "mine", converted: true };
    const first = await savedModel(claim, "first");
    const names = [];
    for (const bytes of [first, await savedModel(claim, "second"), first]) {
      names.push((await store.import({ path: "x.zip", bytes })).name);
    }
    expect(names).toEqual(["mine (imported)", "mine (imported 2)", "mine (imported)"]);
    expect((await store.stored()).length).toBe(2);
    const again = await savedModel({ ...claim, name: "mine (imported 2)" }, "third");
    expect((await store.import({ path: "x.zip", bytes: again })).name).toBe("mine (imported 3)");
  });

  it("T39: shows a name without marks that turn its direction, and cuts it", async () => {
    const { store } = offlineStore();
    const source = { kind: "files", name: "x", files: [] };
    const turned = await savedModel({ source, name: "me\u202eledom\n" });
    expect((await store.import({ path: "x.zip", bytes: turned })).name).toBe("meledom (imported)");
    const long = await savedModel({ source, name: "n".repeat(5000) });
    expect((await store.import({ path: "x.zip", bytes: long })).name.length).toBeLessThan(120);
  });
});

it("T42: a zip whose entries lie over each other is refused", async () => {
  const zip = new Uint8Array(await (await makeZipBlob({ a: "x".repeat(5000), b: "y".repeat(5000) })).arrayBuffer());
  const view = new DataView(zip.buffer);
  let at = zip.length - 22;
  at = view.getUint32(at + 16, true);
  const second = at + 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true);
  // The second entry's data becomes the first's.
  view.setUint32(second + 42, view.getUint32(at + 42, true), true);
  view.setUint32(at + 20, 9000, true);
  view.setUint32(at + 24, 9000, true);
  const { store } = offlineStore();
  await expect(store.import({ path: "x.zip", bytes: new Blob([zip]) })).rejects.toEqual(
    saying("overlap", { code: "malformed_file" }),
  );
});

it("T42: a record that names a host and lacks its files brings no download", async () => {
  const { store, asked } = offlineStore();
  const absent = { path: "model.bin", size: 5, digest: { kind: "sha256", hex: "b".repeat(64) }, url: `${HUB}/y` };
  const source = { kind: "hub", repo: "owner/name", revision: COMMIT };
  const bytes = await savedModel({ source, name: "x", commit: COMMIT, kept: ["model.bin"], files: [absent] });
  await expect(store.import({ path: "x.zip", bytes })).rejects.toMatchObject({ failure: { code: "integrity" } });
  expect(await store.stored()).toEqual([]);
  expect(asked).toEqual([]);
});
