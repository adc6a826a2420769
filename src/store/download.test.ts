import type { IncomingMessage, ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type FakeHub, htmlFault, type Interceptor, statusFault } from "../testing/fake-hub.ts";
import { askedRanges, BIG, BIG_SHA256, isBig, MODEL, openBig, startBigHub } from "./testing/big-model.ts";
import { nodeWorld } from "./testing/node-world.ts";

/** As the fake Hub's CDN gives it. */
const ETAG = `"${BIG_SHA256}"`;
let hub: FakeHub;
/** Bytes that the model has reported. */
let seen: number[] = [];

beforeEach(async () => {
  hub = await startBigHub();
  seen = [];
});
afterEach(() => hub.close());

const open = (world = nodeWorld(hub.url), signal?: AbortSignal) => openBig(hub, world, signal, seen);

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
    if ((seen.at(-1) ?? 0) < bytes.length) return void setImmediate(end);
    before();
    response.destroy();
  };
  response.write(bytes, end);
}

describe("a download", () => {
  it("brings verified bytes and tells how far it is", async () => {
    const { opened } = await open();
    expect(isBig(await opened.files.bytes(MODEL))).toBe(true);
    expect(await opened.files.text("config.json")).toBe("{}");
    expect(seen.at(-1)).toBe(BIG.length + 2);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });

  it("F1: refuses a body that always ends early, and succeeds when it is asked again", async () => {
    hub.intercept(onWeights(100, (_, response) => void response.writeHead(200).end(BIG.subarray(0, 150_000))));
    const { opened, store, listing } = await open();
    await expect(opened.files.bytes(MODEL)).rejects.toMatchObject({ failure: { code: "size_mismatch" } });
    hub.intercept(undefined);
    const again = await store.open(listing, [MODEL], { signal: new AbortController().signal });
    expect(isBig(await again.files.bytes(MODEL))).toBe(true);
  });

  it.each([10, 50, 99])("F2: goes on after a reset at %i percent without fetching a byte twice", async (percent) => {
    const cut = (BIG.length * percent) / 100;
    hub.intercept(
      onWeights(1, (_, response) => {
        response.writeHead(200, { "Content-Length": BIG.length, ETag: ETAG });
        breakOff(response, BIG.subarray(0, cut));
      }),
    );
    const { opened } = await open();
    expect(isBig(await opened.files.bytes(MODEL))).toBe(true);
    expect(askedRanges(hub)).toEqual([undefined, `bytes=${cut}-`]);
  });

  it("F5: starts again when the file changed on its host meanwhile, and never mixes", async () => {
    hub.intercept(
      onWeights(1, (_, response) => {
        response.writeHead(200, { "Content-Length": BIG.length, ETag: '"older"' });
        breakOff(response, new Uint8Array(100_000));
      }),
    );
    const { opened } = await open();
    expect(isBig(await opened.files.bytes(MODEL))).toBe(true);
    expect(askedRanges(hub)).toEqual([undefined, "bytes=100000-", undefined]);
  });

  it.each([
    ["200 to a range", (response: ServerResponse) => void response.writeHead(200).end(BIG)],
    ["416", (response: ServerResponse) => void response.writeHead(416).end()],
    [
      "a part that was not asked for",
      (response: ServerResponse) => {
        const headers = { "Content-Range": `bytes 7-${BIG.length - 1}/${BIG.length}`, ETag: ETAG };
        response.writeHead(206, headers).end(BIG.subarray(7));
      },
    ],
  ])("F6: restarts cleanly when the host answers a resume with %s", async (_name, answer) => {
    let calls = 0;
    hub.intercept(
      onWeights(2, (_, response) => {
        if (calls++ > 0) return answer(response);
        response.writeHead(200, { "Content-Length": BIG.length, ETag: ETAG });
        breakOff(response, BIG.subarray(0, 100_000));
      }),
    );
    const { opened } = await open();
    expect(isBig(await opened.files.bytes(MODEL))).toBe(true);
  });

  it("refuses other bytes than the Hub vouched for", async () => {
    hub.intercept(onWeights(100, (_, response) => void response.writeHead(200).end(new Uint8Array(BIG.length))));
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
    hub.intercept(onWeights(1, (_, response) => void response.writeHead(200).write(BIG.subarray(0, 90_000))));
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
    expect(isBig(await opened.files.bytes(MODEL))).toBe(true);
    expect(world.pauses).toEqual([7000, 7000]);
  });

  it("F18: waits while the network is away", async () => {
    let online = true;
    hub.intercept(
      onWeights(1, (_, response) => {
        response.writeHead(200, { ETag: ETAG });
        breakOff(response, BIG.subarray(0, 90_000), () => {
          online = false;
        });
      }),
    );
    const whenOnline = async () => {
      online = true;
    };
    const { opened } = await open(nodeWorld(hub.url, { isOnline: () => online, whenOnline }));
    expect(isBig(await opened.files.bytes(MODEL))).toBe(true);
    expect(askedRanges(hub)).toEqual([undefined, "bytes=90000-"]);
  });

  it("T27: stays with the commit that was looked up when the branch moves", async () => {
    const { listing, store } = await open();
    const before = hub.commitOf("owner/name");
    hub.setRepo("owner/name", {
      files: { "config.json": "{}", [MODEL]: new Uint8Array(9000) },
      revisions: { before: { "config.json": "{}", [MODEL]: BIG } },
    });
    const { files } = await store.open(listing, [MODEL], { signal: new AbortController().signal });
    expect(isBig(await files.bytes(MODEL))).toBe(true);
    expect(hub.commitOf("owner/name")).not.toBe(before);
    expect(hub.log.map(({ url }) => url).join()).not.toContain("/resolve/main/");
  });
});
