import { setImmediate } from "node:timers/promises";
import { expose } from "comlink";
import { afterEach, describe, expect, it } from "vitest";
import type { ApiHost } from "../contract/api/host.ts";
import { makeFailure, succeed } from "../contract/outcome.ts";
import { createHostFinder } from "./find-host.ts";
import { pageThatSays } from "../api/testing/page.ts";
import type { Page } from "./while-open.ts";

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** A page that exposes `host`, or stays silent without one; counts how often a service worker knocked. */
function page(id: string, host?: ApiHost) {
  const knocks: unknown[] = [];
  const self: Page = {
    id,
    postMessage(message, [port]) {
      knocks.push(message);
      if (!(port instanceof MessagePort)) return;
      open.push(port);
      if (host !== undefined) expose(host, port);
    },
  };
  return { self, knocks };
}

/** Turns of the event loop that a page has for its answer: more than any takes here, however slow each is. */
const TURNS = 200;

async function silence(): Promise<undefined> {
  for (let turn = 0; turn < TURNS; turn++) await setImmediate();
}

const finderOf = (pages: () => Promise<readonly Page[]>) => createHostFinder(pages, silence);

describe("createHostFinder", () => {
  it("prefers a page whose model is loaded, past one that loads and one that is silent", async () => {
    const loading = pageThatSays("", {
      status: async () => ({ reason: makeFailure("not_loaded", "loading", {}), queued: 0 }),
    });
    const ready = pageThatSays(" here.");
    const pages = [page("silent").self, page("loading", loading.host).self, page("ready", ready.host).self];
    const found = await finderOf(async () => pages).find();
    const call = { id: "1", incarnation: "a", fingerprint: "f", request: { prompt: "a", parameters: {} } };
    const pieces: string[] = [];
    const outcome = await found?.host.generate(call, (deltas) => void pieces.push(...deltas.map(({ text }) => text)));
    expect(outcome?.ok).toBe(true);
    expect(pieces).toEqual([" here."]);
    expect(ready.calls).toHaveLength(1);
  });

  it("T32: waits less for a page that was silent before, so that a call whose page was closed settles soon", async () => {
    const waits: number[] = [];
    const finder = createHostFinder(
      async () => [page("silent").self],
      async (ms) => {
        waits.push(ms);
        return undefined;
      },
    );
    expect([await finder.find(), await finder.find()]).toEqual([undefined, undefined]);
    expect(waits).toEqual([1500, 500]);
  });

  it("finds nothing without an open page", async () => {
    expect(await finderOf(async () => []).find()).toBeUndefined();
  });

  it("keeps its line to a page", async () => {
    const one = page("one", pageThatSays("").host);
    const find = finderOf(async () => [one.self]);
    await find.find();
    await find.find();
    expect(one.knocks).toHaveLength(1);
  });

  it("T32: settles the calls of a page that is closed in mid-answer, and says so", async () => {
    const dead = pageThatSays("", {
      generate: () => new Promise(() => {}),
      score: () => new Promise(() => {}),
    });
    let pages = [page("dead", dead.host).self];
    const found = await finderOf(async () => pages).find();
    const call = { id: "1", incarnation: "a", fingerprint: "f", request: { prompt: "a", parameters: {} } };
    const outcomes = [found?.host.generate(call), found?.host.score({ id: "2", text: "a" })];
    pages = [];
    for (const outcome of outcomes) {
      expect(await outcome).toMatchObject({ ok: false, failure: { code: "page_closed" } });
    }
  });

  it("T32: a page that is busy for a moment does not lose the call that it answers", async () => {
    let answer = (_outcome: Awaited<ReturnType<ApiHost["score"]>>) => {};
    const { host } = pageThatSays("", { score: () => new Promise((resolve) => (answer = resolve)) });
    let isBusy = false;
    const status: ApiHost["status"] = () => (isBusy ? new Promise(() => {}) : host.status());
    const one = page("one", { ...host, status });
    // A clock that never runs out for the call, and at once for whoever asks a page what it has.
    const finder = createHostFinder(
      async () => [one.self],
      (ms) => (isBusy && ms === 1500 ? silence() : new Promise(() => {})),
    );
    const outcome = (await finder.find())?.host.score({ id: "1", text: "a" });
    isBusy = true;
    expect(await finder.find()).toBeUndefined();
    answer(succeed({ perplexity: 20, bits_per_byte: 1.5, tokens: 10, bytes: 40 }));
    expect(await outcome).toMatchObject({ ok: true });
    expect(one.knocks).toHaveLength(1);
  });

  it("T32: a page that is closed fails its call by name, also where another call noticed it first", async () => {
    const dead = pageThatSays("", { generate: () => new Promise(() => {}) });
    let pages = [page("dead", dead.host).self];
    const finder = finderOf(async () => pages);
    const found = await finder.find();
    const call = { id: "1", incarnation: "a", fingerprint: "f", request: { prompt: "a", parameters: {} } };
    const outcome = found?.host.generate(call);
    pages = [];
    expect(await finder.find()).toBeUndefined();
    expect(await outcome).toMatchObject({ ok: false, failure: { code: "page_closed" } });
    await expect(found?.host.stop("1")).resolves.toBeUndefined();
    await expect(found?.host.release("1")).resolves.toBeUndefined();
  });

  it("T36: the page that asks goes first, then the page with the model that is named", async () => {
    const named = (name: string) => {
      const { host, model } = pageThatSays(name);
      return { ...host, status: async () => ({ model: { ...model, name }, queued: 0 }) };
    };
    const pages = ["one", "two", "three"].map((name) => page(name, named(name)).self);
    const finder = finderOf(async () => [page("silent").self, ...pages]);
    const nameOf = async (wanted: Parameters<typeof finder.find>[0]) => (await finder.find(wanted))?.status.model?.name;
    for (const name of ["three", "one", "two"]) expect(await nameOf({ clientId: name })).toBe(name);
    expect(await nameOf({ clientId: "one", model: "three" })).toBe("three");
    expect(await nameOf({ clientId: "silent", model: "two" })).toBe("two");
    expect(await nameOf({})).toBe("two");
    expect(["one", "two", "three"]).toContain(await nameOf({ model: "none of them" }));
    expect((await finder.findAll()).map(({ model }) => model?.name).sort()).toEqual(["one", "three", "two"]);
  });
});
