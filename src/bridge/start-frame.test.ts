import { type Remote, wrap } from "comlink";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { EmbedHost } from "../contract/embed.ts";
import type { Engine } from "../contract/engine.ts";
import type { ModelOffer } from "../contract/model-offer.ts";
import { succeed } from "../contract/outcome.ts";
import { saying } from "../contract/testing/refused.ts";
import type { FrameView } from "./start-frame.ts";
import { fakeWorker, INFO } from "./testing/fake-worker.ts";

const PAGE = "https://blog.test";
const ASKS = { ask: [PAGE], trusted: [] };
const TRUSTS = { ask: [], trusted: [PAGE] };
const HUB = { kind: "hub", repo: "owner/name" } as const;
const OFFER: ModelOffer = {
  source: HUB,
  name: "owner/name",
  origin: "https://huggingface.co",
  card: INFO.card,
  dtypes: [],
  needsConversion: false,
  downloadBytes: 1000,
  isKept: false,
};

const open: { close(): void }[] = [];

afterEach(() => {
  vi.unstubAllGlobals();
  for (const one of open.splice(0)) one.close();
});

/** The frame's page at `hash`, on a site with this list, whose model's thread runs `engine`. */
async function openFrame(hash: string, list: unknown, engine: Partial<Engine> = {}) {
  const around = {};
  const calls: string[] = [];
  const threads: ReturnType<typeof fakeWorker>[] = [];
  const thread = {
    describe: async () => {
      calls.push("describe");
      return succeed(OFFER);
    },
    load: async () => {
      calls.push("load");
      return succeed(INFO);
    },
    ...engine,
  };
  const window = Object.assign(new EventTarget(), { parent: around });
  vi.stubGlobal("window", window);
  vi.stubGlobal("location", new URL(`https://site.test/a/embed.html${hash}`));
  vi.stubGlobal("document", { querySelector: () => null });
  vi.stubGlobal("fetch", async () => (list === undefined ? Response.error() : Response.json(list)));
  vi.stubGlobal("Worker", function startThread() {
    const started = fakeWorker(thread);
    threads.push(started);
    open.push({ close: () => started.terminate() });
    return started;
  });
  vi.resetModules();
  const { startFrame } = await import("./start-frame.ts");
  const views: FrameView[] = [];
  const themes: unknown[] = [];
  const frame = startFrame(
    (view) => void views.push(view),
    (theme) => void themes.push(theme),
  );
  /** The page around the frame, once it has sent its message. */
  const connect = (): Remote<EmbedHost> => {
    const { port1, port2 } = new MessageChannel();
    open.push(port1, port2);
    const data = { type: "hostless:connect", version: 1 };
    window.dispatchEvent(Object.assign(new Event("message"), { data, origin: PAGE, source: around, ports: [port2] }));
    return wrap<EmbedHost>(port1);
  };
  const asked = () => views.flatMap((view) => (view.kind === "asking" ? [view] : []));
  return { frame, views, themes, threads, calls, connect, asked };
}

describe("startFrame", () => {
  it("loads and answers at once for a page that the owner trusts", async () => {
    const { views, calls, connect } = await openFrame("#mode=api", TRUSTS);
    const host = connect();
    expect(await host.load()).toEqual(succeed({ name: "tiny", device: "webgpu" }));
    expect((await host.status()).model).toMatchObject({ name: "tiny" });
    expect(views.map(({ kind }) => kind)).toEqual(["waiting", "ready"]);
    expect((await host.load()).ok).toBe(true);
    expect(calls).toEqual(["describe", "load"]);
  });

  it("loads the model as its address says, and counts tokens with it", async () => {
    const asked: unknown[] = [];
    const load: Engine["load"] = async (_source, options) => {
      asked.push(options);
      return succeed(INFO);
    };
    const countTokens = async (text: string) => succeed(text.length);
    const { connect } = await openFrame("#dtype=q4&backend=onnx-wasm", TRUSTS, { load, countTokens });
    const host = connect();
    expect(await host.countTokens("early")).toMatchObject({ ok: false, failure: { code: "not_loaded" } });
    expect((await host.load()).ok).toBe(true);
    expect(asked).toEqual([{ dtype: "q4", backend: "onnx-wasm" }]);
    expect(await host.countTokens("life")).toEqual(succeed(4));
  });

  it("asks about a foreign model before its host is asked for anything, then about its size, and loads it then", async () => {
    const { connect, asked, calls } = await openFrame("#model=owner/name", ASKS);
    const loading = connect().load();
    await expect.poll(() => asked().length).toBe(1);
    expect([calls, asked()[0]?.offer, asked()[0]?.origin]).toEqual([[], undefined, PAGE]);
    asked()[0]?.agree();
    await expect.poll(() => asked().length).toBe(2);
    expect(asked()[1]).toMatchObject({ source: HUB, offer: { ok: true, value: { downloadBytes: 1000 } } });
    expect(calls).toEqual(["describe"]);
    asked()[1]?.agree();
    expect((await loading).ok).toBe(true);
    expect(calls).toEqual(["describe", "load"]);
  });

  it("asks once about the site's own model, and about a foreign one that is kept here", async () => {
    const own = await openFrame("", ASKS);
    const loading = own.connect().load();
    await expect.poll(() => own.asked().length).toBe(1);
    expect(own.asked()[0]).toMatchObject({ offer: { ok: true } });
    own.asked()[0]?.agree();
    expect((await loading).ok).toBe(true);
    const kept = await openFrame("#model=owner/name", ASKS, {
      describe: async () => succeed({ ...OFFER, isKept: true }),
    });
    const again = kept.connect().load();
    await expect.poll(() => kept.asked().length).toBe(1);
    kept.asked()[0]?.agree();
    expect((await again).ok).toBe(true);
    expect(kept.asked()).toHaveLength(1);
  });

  it.each([
    ["a damaged address", `#mode=other`, "address is damaged at mode"],
    ["a name that is none", "#model=%2F%2F", "No model is named."],
  ])("says so at %s, and starts no thread", async (_what, hash, message) => {
    const { frame, views, threads } = await openFrame(hash, TRUSTS);
    expect(frame).toBeUndefined();
    expect(views).toMatchObject([{ kind: "failed", failure: saying(message) }]);
    expect(threads).toEqual([]);
  });

  it.each([
    ["#dtype=q5", "dtype", TRUSTS],
    ["#backend=cuda", "backend", ASKS],
    ["#mode=form&parameters=%7B%22top_p%22%3A2%7D", "parameters.top_p", TRUSTS],
    ["#mode=form&parameters=%7B", "parameters", TRUSTS],
  ])("answers the page around it at once that %s is wrong, and asks nobody", async (hash, field, list) => {
    const { connect, asked, threads } = await openFrame(hash, list);
    const host = connect();
    const refused = { code: "bad_request", subject: field, message: expect.stringContaining(field) };
    expect(await host.load()).toMatchObject({ ok: false, failure: refused });
    expect(await host.countTokens("life")).toMatchObject({ ok: false, failure: refused });
    expect((await host.status()).model).toBeUndefined();
    expect([asked(), threads]).toEqual([[], []]);
  });

  it("replaces the model's thread when it dies, and loads the model again", async () => {
    const { threads, calls, connect } = await openFrame("", TRUSTS);
    const host = connect();
    await host.load();
    threads[0]?.crash();
    await expect.poll(() => calls).toEqual(["describe", "load", "load"]);
    expect(threads).toHaveLength(2);
    await expect.poll(async () => (await host.status()).model?.name).toBe("tiny");
  });
});
