import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeHub, startFakeHub } from "../testing/fake-hub.ts";
import { createModelStore } from "./model-store.ts";
import type { OpenedModel } from "./open-model.ts";
import { heldCaches } from "./testing/held-caches.ts";
import { nodeWorld } from "./testing/node-world.ts";

const GRAPH = "onnx/model.onnx";
const [FIRST, SECOND] = ["onnx/model.onnx_data", "onnx/model.onnx_data_1"] as const;
const MB = 1024 * 1024;
const spread = (length: number, factor: number) => new Uint8Array(length).map((_, i) => (i * factor) % 251);
const first = spread(12 * MB, 7);
const second = spread(3 * MB, 11);
const source = { kind: "hub", repo: "owner/name" } as const;

let hub: FakeHub;
const channels: BroadcastChannel[] = [];
beforeEach(async () => {
  const files = { "config.json": "{}", [GRAPH]: "graph", [FIRST]: first, [SECOND]: second };
  hub = await startFakeHub({ "owner/name": { files } });
});
afterEach(async () => {
  for (const channel of channels.splice(0)) channel.close();
  await hub.close();
});

/** A real one: it throws once it is closed. */
function openChannel(name: string): BroadcastChannel {
  const channel = new BroadcastChannel(name);
  channels.push(channel);
  return channel;
}

/** A model whose weights are read as streams, in a browser that keeps nothing unless it is said to. */
async function open(change: Parameters<typeof nodeWorld>[1] = {}) {
  const store = createModelStore(nodeWorld(hub.url, { channel: openChannel, ...change }));
  const listing = await store.lookUp(source);
  const paths = [FIRST, GRAPH, "config.json", SECOND];
  const signal = new AbortController().signal;
  const opened = await store.open(listing, paths, { signal, streamed: [FIRST, SECOND] });
  return { store, listing, opened };
}

async function readWhole({ files }: OpenedModel, path: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  // A piece is of use only until the next one is asked for.
  for await (const piece of files.stream(path)) pieces.push(Buffer.from(piece.slice()));
  return Buffer.concat(pieces);
}

/** How often bytes of the weights were asked for, and from where on. */
const asked = () => hub.log.filter(({ url }) => url.startsWith(hub.cdnUrl)).map(({ range }) => range);

/** Answers the requests for the weights in turn, as long as there are answers. */
function answerInTurn(...answers: ((request: IncomingMessage, response: ServerResponse) => void)[]) {
  hub.intercept((request, response, place) => {
    const answer = place === "cdn" ? answers.shift() : undefined;
    answer?.(request, response);
    return answer !== undefined;
  });
}

const breakAfter = (bytes: Uint8Array) => (_: unknown, response: ServerResponse) => {
  response.writeHead(200, { "Content-Length": first.length, ETag: '"one"' });
  response.write(bytes, () => setTimeout(() => response.destroy(), 50));
};

describe("where nothing lasts, weights that are read as streams", () => {
  it("come in their order, each byte once, and are held nowhere", async () => {
    const { store, listing, opened } = await open();
    expect(opened.kept).toMatchObject({ where: "memory" });
    expect(await opened.files.text("config.json")).toBe("{}");
    expect((await readWhole(opened, FIRST)).equals(first)).toBe(true);
    expect((await readWhole(opened, SECOND)).equals(second)).toBe(true);
    expect(asked()).toEqual([undefined, undefined]);
    expect([...(await store.keptPaths(listing))].sort()).toEqual(["config.json", GRAPH]);
    expect(await store.stored()).toEqual([]);
  });

  it("are fetched again for whoever reads them once more, or whole", async () => {
    const { opened } = await open();
    for (let time = 0; time < 2; time++) expect((await readWhole(opened, SECOND)).equals(second)).toBe(true);
    expect(Buffer.from(await opened.files.bytes(SECOND)).equals(second)).toBe(true);
    expect(Buffer.from(await opened.files.bytes(FIRST)).equals(first)).toBe(true);
  });

  it("wait at their host while the reader is busy", async () => {
    let taken = 0;
    const pull = (controller: ReadableStreamDefaultController) => {
      if (taken < first.length) controller.enqueue(first.slice(taken, taken + 65_536));
      else controller.close();
      taken += 65_536;
    };
    const fetcher: typeof fetch = async (input, init) => {
      if (!String(input).endsWith(FIRST)) return fetch(input, init);
      return new Response(new ReadableStream({ pull }, { highWaterMark: 0 }));
    };
    const { opened } = await open({ fetch: fetcher });
    const reader = opened.files.stream(FIRST)[Symbol.asyncIterator]();
    await reader.next();
    await expect.poll(() => taken).toBeGreaterThanOrEqual(4 * MB);
    for (let turn = 0; turn < 1000; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(taken).toBeLessThan(5 * MB);
    for (let end = false; !end; ) end = (await reader.next()).done === true;
    expect(taken).toBeGreaterThanOrEqual(first.length);
  });

  it("F2: go on where they were after a reset", async () => {
    answerInTurn(breakAfter(first.subarray(0, MB)), (request, response) => {
      const from = Number(/\d+/.exec(request.headers.range ?? "")?.[0]);
      const range = `bytes ${from}-${first.length - 1}/${first.length}`;
      response.writeHead(206, { ETag: '"one"', "Content-Range": range }).end(first.subarray(from));
    });
    const { opened } = await open();
    expect((await readWhole(opened, FIRST)).equals(first)).toBe(true);
    expect(asked()[1]).toMatch(/^bytes=[1-9]\d*-$/);
  });

  it("F6: are told once where the host sends the file from its beginning again", async () => {
    answerInTurn(breakAfter(first.subarray(0, MB)), (_, response) => void response.writeHead(200).end(first));
    const { opened } = await open();
    expect((await readWhole(opened, FIRST)).equals(first)).toBe(true);
  });

  it("F5: never mix two versions of the file", async () => {
    answerInTurn(breakAfter(new Uint8Array(MB)), (_, response) => void response.writeHead(200).end(first));
    const { opened } = await open();
    await expect(readWhole(opened, FIRST)).rejects.toMatchObject({ failure: { code: "integrity", subject: FIRST } });
  });

  it("are refused at their end where they are other bytes than the owner published", async () => {
    answerInTurn((_, response) => void response.writeHead(200).end(new Uint8Array(first.length)));
    const { opened } = await open();
    await expect(readWhole(opened, FIRST)).rejects.toMatchObject({ failure: { code: "integrity", subject: FIRST } });
    await expect(readWhole(opened, SECOND)).rejects.toMatchObject({ failure: { code: "integrity" } });
    expect(opened.isBroken).toBe(true);
  });

  it("end with the model, also those that nobody reads to their end", async () => {
    const given: AbortSignal[] = [];
    const fetcher: typeof fetch = async (input, init) => {
      if (!String(input).endsWith(FIRST)) return fetch(input, init);
      if (init?.signal) given.push(init.signal);
      return new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) }));
    };
    const { opened } = await open({ fetch: fetcher });
    const reader = opened.files.stream(FIRST)[Symbol.asyncIterator]();
    await reader.next();
    await opened.close();
    await expect.poll(() => given.map(({ aborted }) => aborted)).toEqual([true]);
    await expect(async () => {
      while (!(await reader.next()).done);
    }).rejects.toMatchObject({ failure: { code: "cancelled" } });
    expect(opened.isBroken).toBe(false);
  });

  it("can be given up by their reader, who may take another way", async () => {
    const { opened } = await open();
    for await (const _ of opened.files.stream(FIRST)) break;
    expect(Buffer.from(await opened.files.bytes(FIRST)).equals(first)).toBe(true);
    expect(opened.isBroken).toBe(false);
  });
});

it("where something lasts, the same weights are kept", async () => {
  const caches = heldCaches();
  const { store, opened } = await open({ caches: () => caches });
  expect((await readWhole(opened, FIRST)).equals(first)).toBe(true);
  expect((await readWhole(opened, SECOND)).equals(second)).toBe(true);
  expect(await store.stored()).toMatchObject([{ name: "owner/name", complete: true }]);
});
