import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeHub, htmlFault, type Interceptor, startFakeHub, statusFault } from "../testing/fake-hub.ts";
import { createModelStore } from "./model-store.ts";
import { nodeWorld } from "./testing/node-world.ts";
import type { Locks } from "./with-lock.ts";

const MODEL = "onnx/model.onnx";
const big = new Uint8Array(300_000).map((_, index) => (index * 7) % 251);
/** As the fake Hub's CDN gives it. */
const ETAG = `"${createHash("sha256").update(big).digest("hex")}"`;
const source = { kind: "hub", repo: "owner/name" } as const;
let hub: FakeHub;
/** Bytes that the last model opened has reported. */
let progress: number[] = [];

beforeEach(async () => {
  hub = await startFakeHub({ "owner/name": { files: { "config.json": "{}", [MODEL]: big } } });
});
afterEach(() => hub.close());

/** Comparing element by element with `toEqual` would take seconds. */
function expectBig(bytes: Uint8Array) {
  expect(Buffer.compare(bytes, big)).toBe(0);
}

async function open(world = nodeWorld(hub.url), signal = new AbortController().signal) {
  const store = createModelStore(world);
  const listing = await store.lookUp(source);
  const seen: number[] = [];
  progress = seen;
  const opened = await store.open(listing, ["config.json", MODEL], { signal, onBytes: (loaded) => seen.push(loaded) });
  return { store, listing, opened, seen };
}

/** Answers requests for the weights from the CDN by `answer`, the first `times` of them. */
function onWeights(times: number, answer: (request: IncomingMessage, response: ServerResponse) => void): Interceptor {
  return (request, response, place) => {
    if (place !== "cdn" || times-- <= 0) return false;
    answer(request, response);
    return true;
  };
}

/** Sends these bytes and breaks the connection once they were taken: what is on its way then may get lost. */
function breakOff(response: ServerResponse, bytes: Uint8Array, before: () => void = () => undefined): void {
  const end = () => {
    if ((progress.at(-1) ?? 0) < bytes.length) return void setImmediate(end);
    before();
    response.destroy();
  };
  response.write(bytes, end);
}

const ranges = () => hub.log.filter(({ url }) => url.startsWith(hub.cdnUrl)).map(({ range }) => range);

describe("a download", () => {
  it("brings verified bytes and tells how far it is", async () => {
    const { opened, seen } = await open();
    expectBig(await opened.files.bytes(MODEL));
    expect(await opened.files.text("config.json")).toBe("{}");
    expect(seen.at(-1)).toBe(big.length + 2);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it("F1: refuses a body that always ends early, and succeeds when it is asked again", async () => {
    hub.intercept(onWeights(100, (_, response) => void response.writeHead(200).end(big.subarray(0, 150_000))));
    const { opened, store, listing } = await open();
    await expect(opened.files.bytes(MODEL)).rejects.toMatchObject({ failure: { code: "size_mismatch" } });
    hub.intercept(undefined);
    const again = await store.open(listing, [MODEL], { signal: new AbortController().signal });
    expectBig(await again.files.bytes(MODEL));
  });

  it.each([10, 50, 99])("F2: goes on after a reset at %i percent without fetching a byte twice", async (percent) => {
    const cut = (big.length * percent) / 100;
    hub.intercept(
      onWeights(1, (_, response) => {
        response.writeHead(200, { "Content-Length": big.length, ETag: ETAG });
        breakOff(response, big.subarray(0, cut));
      }),
    );
    const { opened } = await open();
    expectBig(await opened.files.bytes(MODEL));
    expect(ranges()).toEqual([undefined, `bytes=${cut}-`]);
  });

  it("F5: starts again when the file changed on its host meanwhile, and never mixes", async () => {
    hub.intercept(
      onWeights(1, (_, response) => {
        response.writeHead(200, { "Content-Length": big.length, ETag: '"older"' });
        breakOff(response, new Uint8Array(100_000));
      }),
    );
    const { opened } = await open();
    expectBig(await opened.files.bytes(MODEL));
    expect(ranges()).toEqual([undefined, "bytes=100000-", undefined]);
  });

  it.each([
    ["200 to a range", (response: ServerResponse) => void response.writeHead(200).end(big)],
    ["416", (response: ServerResponse) => void response.writeHead(416).end()],
    [
      "a part that was not asked for",
      (response: ServerResponse) => {
        const headers = { "Content-Range": `bytes 7-${big.length - 1}/${big.length}`, ETag: ETAG };
        response.writeHead(206, headers).end(big.subarray(7));
      },
    ],
  ])("F6: restarts cleanly when the host answers a resume with %s", async (_name, answer) => {
    let calls = 0;
    hub.intercept(
      onWeights(2, (_, response) => {
        if (calls++ > 0) return answer(response);
        response.writeHead(200, { "Content-Length": big.length, ETag: ETAG });
        breakOff(response, big.subarray(0, 100_000));
      }),
    );
    const { opened } = await open();
    expectBig(await opened.files.bytes(MODEL));
  });

  it("refuses other bytes than the Hub vouched for", async () => {
    hub.intercept(onWeights(100, (_, response) => void response.writeHead(200).end(new Uint8Array(big.length))));
    const { opened } = await open();
    await expect(opened.files.bytes(MODEL)).rejects.toMatchObject({ failure: { code: "integrity", subject: MODEL } });
  });

  it("checks small files by git's name for them", async () => {
    hub.intercept((request, response, place) => {
      if (place !== "hub" || !/resolve.*config/.test(request.url ?? "")) return false;
      response.writeHead(200).end("[]");
      return true;
    });
    const { opened } = await open();
    await expect(opened.files.text("config.json")).rejects.toMatchObject({ failure: { code: "integrity" } });
  });

  it("F16: can be given up, and says so", async () => {
    const abort = new AbortController();
    hub.intercept(onWeights(1, (_, response) => void response.writeHead(200).write(big.subarray(0, 90_000))));
    const { opened } = await open(nodeWorld(hub.url), abort.signal);
    const reading = opened.files.bytes(MODEL);
    reading.catch(() => undefined);
    abort.abort();
    await expect(reading).rejects.toMatchObject({ failure: { code: "cancelled" } });
  });

  it.each([
    ["401", statusFault(/model\.onnx/, 401), "unauthorized"],
    ["404", statusFault(/model\.onnx/, 404), "model_not_found"],
    ["an HTML page with 200", htmlFault(/model\.onnx/), "malformed_file"],
    ["429 for long", statusFault(/model\.onnx/, 429, { "Retry-After": "3600" }), "rate_limited"],
  ])("F17: says what %s means, and keeps nothing of it", async (_name, fault, code) => {
    hub.intercept(fault);
    const { opened, store, listing } = await open();
    await expect(opened.files.bytes(MODEL)).rejects.toMatchObject({ failure: { code } });
    expect(await store.keptPaths(listing)).not.toContain(MODEL);
  });

  it("F17: waits as long as the host says, then goes on", async () => {
    hub.intercept(onWeights(2, (_, response) => void response.writeHead(429, { "Retry-After": "7" }).end()));
    const world = nodeWorld(hub.url);
    const { opened } = await open(world);
    expectBig(await opened.files.bytes(MODEL));
    expect(world.pauses).toEqual([7000, 7000]);
  });

  it("F18: waits while the network is away", async () => {
    let online = true;
    hub.intercept(
      onWeights(1, (_, response) => {
        response.writeHead(200, { ETag: ETAG });
        breakOff(response, big.subarray(0, 90_000), () => {
          online = false;
        });
      }),
    );
    const whenOnline = async () => {
      online = true;
    };
    const { opened } = await open(nodeWorld(hub.url, { isOnline: () => online, whenOnline }));
    expectBig(await opened.files.bytes(MODEL));
    expect(ranges()).toEqual([undefined, "bytes=90000-"]);
  });

  it("T27: stays with the commit that was looked up when the branch moves", async () => {
    const { listing, store } = await open();
    const before = hub.commitOf("owner/name");
    hub.setRepo("owner/name", {
      files: { "config.json": "{}", [MODEL]: new Uint8Array(9000) },
      revisions: { before: { "config.json": "{}", [MODEL]: big } },
    });
    const { files } = await store.open(listing, [MODEL], { signal: new AbortController().signal });
    expectBig(await files.bytes(MODEL));
    expect(hub.commitOf("owner/name")).not.toBe(before);
    expect(hub.log.map(({ url }) => url).join()).not.toContain("/resolve/main/");
  });
});

describe("what is kept", () => {
  it("is known, verified, deleted", async () => {
    const { opened, store } = await open();
    await opened.files.bytes(MODEL);
    await opened.files.bytes("config.json");
    const [model] = await store.stored();
    expect(model).toMatchObject({ name: "owner/name", bytes: big.length + 2, complete: true, source });
    expect(await store.verify(model?.id ?? "")).toEqual({ damaged: [] });
    await store.delete(model?.id ?? "");
    expect(await store.stored()).toEqual([]);
  });

  it("is not fetched again", async () => {
    const { opened, store, listing } = await open();
    await opened.files.bytes(MODEL);
    const requests = ranges().length;
    const again = await store.open(listing, [MODEL], { signal: new AbortController().signal });
    expectBig(await again.files.bytes(MODEL));
    expect(ranges()).toHaveLength(requests);
  });

  it("F39: can be opened without the network", async () => {
    const { opened, store } = await open();
    await Promise.all([opened.files.bytes(MODEL), opened.files.bytes("config.json")]);
    await hub.close();
    const listing = await store.lookUp(source);
    const { files } = await store.open(listing, [MODEL], { signal: new AbortController().signal });
    expectBig(await files.bytes(MODEL));
    await expect(store.lookUp({ ...source, revision: "other" })).rejects.toMatchObject({
      failure: { code: "network" },
    });
    hub = await startFakeHub();
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
    const { opened, store } = await open();
    await Promise.all([opened.files.bytes(MODEL), opened.files.bytes("config.json")]);
    const [model] = await store.stored();
    const saved = await store.export(model?.id ?? "");
    const bytes = new Uint8Array(await saved.bytes.arrayBuffer());
    const other = createModelStore(nodeWorld(hub.url));
    const imported = await other.import({ path: saved.name, bytes: new Blob([bytes]) });
    expect(imported).toMatchObject({ complete: true, name: "owner/name (imported)" });
    const listing = await other.lookUp(imported.source);
    const kept = await other.open(listing, [MODEL], { signal: new AbortController().signal });
    expectBig(await kept.files.bytes(MODEL));
    bytes.fill(1, bytes.length / 2, bytes.length / 2 + 10);
    await expect(other.import({ path: "x", bytes: new Blob([bytes]) })).rejects.toMatchObject({
      failure: { code: "integrity", subject: MODEL },
    });
    await expect(other.import({ path: "x", bytes: new Blob([bytes.slice(0, 90_000)]) })).rejects.toMatchObject({
      failure: { code: "malformed_file" },
    });
  });
});

describe("a package that was made of the visitor's files", () => {
  const signal = new AbortController().signal;
  const picked = {
    kind: "files",
    name: "mine",
    files: [{ path: "pytorch_model.bin", bytes: new Blob([big]) }],
  } as const;
  const again = { ...picked, files: [] };
  const manifest = {
    format: "hostless-model",
    version: 1,
    name: "mine",
    files: [{ path: MODEL, size: big.length, sha256: createHash("sha256").update(big).digest("hex") }],
    dtypes: {},
    known_answer: { prompt_ids: [], token_ids: [] },
  };

  async function converted(locks?: Locks) {
    const store = createModelStore(nodeWorld(hub.url, { locks }));
    const shelf = await store.shelve(await store.lookUp(picked));
    await shelf.put({ path: MODEL, bytes: big });
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
    expectBig(await opened.files.bytes(MODEL));
    const [model] = await store.stored();
    await store.delete(model?.id ?? "");
    await expect(store.lookUp(again)).rejects.toMatchObject({ failure: { code: "model_not_found" } });
  });

  it("is saved as a zip that another device takes in, and a changed zip is refused", async () => {
    const { store, listing } = await converted();
    const saved = await store.save(listing);
    const bytes = new Uint8Array(await saved.bytes.arrayBuffer());
    const other = createModelStore(nodeWorld(hub.url));
    const imported = await other.import({ path: saved.name, bytes: new Blob([bytes]) });
    expect(imported).toMatchObject({ complete: true, source: { kind: "files", name: "mine (imported)", files: [] } });
    const opened = await other.open(await other.lookUp(imported.source), [MODEL, "manifest.json"], { signal });
    expectBig(await opened.files.bytes(MODEL));
    expect(JSON.parse(await opened.files.text("manifest.json"))).toEqual(manifest);
    bytes.fill(1, 1000, 1010);
    await expect(other.import({ path: "x", bytes: new Blob([bytes]) })).rejects.toMatchObject({
      failure: { code: "integrity", subject: MODEL },
    });
  });
});
