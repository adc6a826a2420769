import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeHub, startFakeHub, statusFault } from "../testing/fake-hub.ts";
import { createModelStore } from "./model-store.ts";
import { askedRanges, BIG, isBig, MODEL, openBig, SOURCE, startBigHub } from "./testing/big-model.ts";
import { nodeWorld } from "./testing/node-world.ts";

let hub: FakeHub;
beforeEach(async () => {
  hub = await startBigHub();
});
afterEach(() => hub.close());

describe("what is kept", () => {
  it("is known, verified, deleted", async () => {
    const { opened, store } = await openBig(hub);
    await opened.files.bytes(MODEL);
    await opened.files.bytes("config.json");
    const [model] = await store.stored();
    expect(model).toMatchObject({ name: "owner/name", bytes: BIG.length + 2, complete: true, source: SOURCE });
    expect(await store.verify(model?.id ?? "")).toEqual({ damaged: [] });
    await store.delete(model?.id ?? "");
    expect(await store.stored()).toEqual([]);
  });

  it("is here until it is deleted, whatever others keep of the same bytes", async () => {
    const { opened, store, listing } = await openBig(hub);
    const paths = [MODEL, "config.json"];
    await Promise.all(paths.map((path) => opened.files.bytes(path)));
    expect(await store.isHere(listing, paths)).toBe(true);
    expect(await store.isHere({ ...listing, source: { ...SOURCE, repo: "owner/other" } }, paths)).toBe(false);
    const [model] = await store.stored();
    await store.delete(model?.id ?? "");
    expect(await store.isHere(listing, paths)).toBe(false);
    const files = paths.map((path) => ({ path, size: 2, from: { bytes: new Blob(["{}"]) } }));
    expect(await store.isHere({ ...listing, files }, paths)).toBe(true);
  });

  it("is not fetched again", async () => {
    const { opened, store, listing } = await openBig(hub);
    await opened.files.bytes(MODEL);
    const requests = askedRanges(hub).length;
    const again = await store.open(listing, [MODEL], { signal: new AbortController().signal });
    expect(isBig(await again.files.bytes(MODEL))).toBe(true);
    expect(askedRanges(hub)).toHaveLength(requests);
  });

  it("F39: can be opened without the network", async () => {
    const { opened, store } = await openBig(hub);
    await Promise.all([opened.files.bytes(MODEL), opened.files.bytes("config.json")]);
    await hub.close();
    const listing = await store.lookUp(SOURCE);
    const { files } = await store.open(listing, [MODEL], { signal: new AbortController().signal });
    expect(isBig(await files.bytes(MODEL))).toBe(true);
    await expect(store.lookUp({ ...SOURCE, revision: "other" })).rejects.toMatchObject({
      failure: { code: "network" },
    });
    hub = await startFakeHub();
  });

  it.each([401, 403])("can be opened where the Hub lets nobody in any more, with status %i", async (status) => {
    const { opened, store } = await openBig(hub);
    await Promise.all([opened.files.bytes(MODEL), opened.files.bytes("config.json")]);
    hub.intercept(statusFault(/./, status));
    const listing = await store.lookUp(SOURCE);
    const { files } = await store.open(listing, [MODEL], { signal: new AbortController().signal });
    expect(isBig(await files.bytes(MODEL))).toBe(true);
    const refused = { failure: { code: "unauthorized", detail: `status_${status}` } };
    await expect(store.lookUp({ ...SOURCE, revision: "other" })).rejects.toMatchObject(refused);
  });

  it("is refused as the Hub refuses it where it never came whole", async () => {
    const { opened, store } = await openBig(hub);
    await opened.files.bytes("config.json");
    hub.intercept(statusFault(/./, 401));
    await expect(store.lookUp(SOURCE)).rejects.toMatchObject({ failure: { code: "unauthorized" } });
  });

  it("says nothing of a model that has a lighter sibling, but knows it and its card without the network", async () => {
    const card = "# Quotes";
    const sha256 = createHash("sha256").update(card).digest("hex");
    const files = [{ path: "README.md", size: card.length, sha256 }];
    const known_answer = { prompt_ids: [], token_ids: [] };
    const head = { format: "hostless-model", version: 1, name: "quotes", lighter: "quotes-small" };
    const manifest = { ...head, files, dtypes: {}, known_answer };
    let isThere = true;
    const answer = async (url: string) => {
      if (!isThere) throw new TypeError("Failed to fetch");
      return url.endsWith("manifest.json") ? Response.json(manifest) : new Response(card);
    };
    const store = createModelStore({ ...nodeWorld(hub.url), fetch: (url) => answer(String(url)) });
    const own = { kind: "site", path: "models/quotes" } as const;
    expect(await store.read(await store.lookUp(own), "README.md")).toBe(card);
    isThere = false;
    const listing = await store.lookUp(own);
    expect(listing.manifest?.lighter).toBe("quotes-small");
    expect(await store.read(listing, "README.md")).toBe(card);
    expect(await store.stored()).toEqual([]);
  });

  it("is exported to one file and imported again, and a damaged file is refused", async () => {
    const { opened, store } = await openBig(hub);
    await Promise.all([opened.files.bytes(MODEL), opened.files.bytes("config.json")]);
    const [model] = await store.stored();
    const saved = await store.export(model?.id ?? "");
    const bytes = new Uint8Array(await saved.bytes.arrayBuffer());
    const other = createModelStore(nodeWorld(hub.url));
    const imported = await other.import({ path: saved.name, bytes: new Blob([bytes]) });
    expect(imported).toMatchObject({ complete: true, name: "owner/name (imported)" });
    const listing = await other.lookUp(imported.source);
    const kept = await other.open(listing, [MODEL], { signal: new AbortController().signal });
    expect(isBig(await kept.files.bytes(MODEL))).toBe(true);
    bytes.fill(1, bytes.length / 2, bytes.length / 2 + 10);
    await expect(other.import({ path: "x", bytes: new Blob([bytes]) })).rejects.toMatchObject({
      failure: { code: "integrity", subject: MODEL },
    });
    await expect(other.import({ path: "x", bytes: new Blob([bytes.slice(0, 90_000)]) })).rejects.toMatchObject({
      failure: { code: "malformed_file" },
    });
  });
});
