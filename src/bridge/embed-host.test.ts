import { proxy, type Remote, wrap } from "comlink";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { Embedders, EmbedEvent, EmbedHost } from "../contract/embed.ts";
import { succeed } from "../contract/outcome.ts";
import { pageThatSays } from "../api/testing/page.ts";
import { acceptEmbedder, type FrameWork } from "./embed-host.ts";

const LIST: Embedders = { ask: ["https://blog.test"], trusted: ["https://own.test:8443"] };
const CONNECT = { type: "hostless:connect", version: 1 };
const parent = { name: "the page around" };
const open: MessagePort[] = [];

function channel() {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  return { port1, port2 };
}

afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

function frame() {
  const { host: api, model } = pageThatSays(" fine.");
  const themes: unknown[] = [];
  let agree = () => {};
  const work: FrameWork = {
    origin: "https://site.test",
    api,
    load: async () => succeed(model),
    consent: () =>
      new Promise<void>((resolve) => {
        agree = resolve;
      }),
    setTheme: (values) => void themes.push(values),
    countTokens: async (text) => succeed(text.length),
  };
  return { work, themes, agree: () => agree(), watchers: new Set<(event: EmbedEvent) => void>() };
}

function connect(origin: string, { work, watchers }: ReturnType<typeof frame>): Remote<EmbedHost> {
  const { port1, port2 } = channel();
  const message = { data: CONNECT, origin, source: parent, ports: [port2] };
  expect(acceptEmbedder(message, parent, LIST, work, watchers)).toBe(origin);
  return wrap<EmbedHost>(port1);
}

describe("acceptEmbedder", () => {
  it("T17: answers no other origin, no null origin, no other window, no odd message", () => {
    const { work, watchers } = frame();
    const { port2 } = channel();
    const good = { data: CONNECT, origin: "https://blog.test", source: parent, ports: [port2] };
    const bad = [
      { ...good, origin: "https://evil.test" },
      { ...good, origin: "https://blog.test.evil.test" },
      { ...good, origin: "null" },
      { ...good, origin: "" },
      { ...good, source: {} },
      { ...good, source: null },
      { ...good, data: { ...CONNECT, version: 2 } },
      { ...good, data: { ...CONNECT, more: 1 } },
      { ...good, data: "hostless:connect" },
      { ...good, ports: [] },
      { ...good, ports: [port2, port2] },
    ];
    for (const message of bad) expect(acceptEmbedder(message, parent, LIST, work, watchers)).toBeUndefined();
  });

  it("T17: takes a null origin not even when any site may ask", () => {
    const { work, watchers } = frame();
    const message = { data: CONNECT, origin: "null", source: parent, ports: [channel().port2] };
    expect(acceptEmbedder(message, parent, { ask: ["*"], trusted: [] }, work, watchers)).toBeUndefined();
  });

  it("T17: throws for none of 20,000 random messages", () => {
    const { work, watchers } = frame();
    fc.assert(
      fc.property(fc.anything(), fc.string(), (data, origin) => {
        const message = { data, origin, source: parent, ports: [] };
        expect(acceptEmbedder(message, parent, { ask: ["*"], trusted: [] }, work, watchers)).toBeUndefined();
      }),
      { numRuns: 20_000 },
    );
  });

  it("loads for a trusted origin at once", async () => {
    expect(await connect("https://own.test:8443", frame()).load()).toMatchObject({
      ok: true,
      value: { name: "quotes" },
    });
  });

  it("T18: loads for another origin only after the visitor has agreed", async () => {
    const inside = frame();
    const events: EmbedEvent[] = [];
    inside.watchers.add((event) => void events.push(event));
    const loading = connect("https://blog.test", inside).load();
    await expect.poll(() => events).toEqual([{ type: "consent", needed: true }]);
    inside.agree();
    expect((await loading).ok).toBe(true);
    expect(events).toEqual([
      { type: "consent", needed: true },
      { type: "consent", needed: false },
    ]);
  });

  it("takes plain values as a theme and nothing else", async () => {
    const inside = frame();
    const host = connect("https://own.test:8443", inside);
    await host.setTheme({ accent: "#0a7" });
    await host.setTheme({ accent: "red; background: url(https://evil.test)" });
    await host.setTheme({ other: "red" });
    await host.setTheme(7);
    expect(inside.themes).toEqual([{ accent: "#0a7" }]);
  });

  it("T37: applies no theme before the visitor has agreed, and then the last one", async () => {
    const inside = frame();
    const host = connect("https://blog.test", inside);
    await host.setTheme({ background: "white", foreground: "white" });
    await host.setTheme({ accent: "#0a7" });
    expect(inside.themes).toEqual([]);
    let loaded = false;
    void host.load().then(({ ok }) => {
      loaded = ok;
    });
    await expect
      .poll(() => {
        inside.agree();
        return loaded;
      })
      .toBe(true);
    expect(inside.themes).toEqual([{ accent: "#0a7" }]);
  });

  it("T41: answers odd calls with bad_request, and none with an error of its own", async () => {
    const inside = frame();
    const host: Remote<Record<string, (...values: unknown[]) => Promise<unknown>>> = Object(
      connect("https://own.test:8443", inside),
    );
    const noText = { toString: 1, valueOf: 2 };
    const odd = [undefined, null, 7, "x", [], {}, noText, { id: 1 }, { id: "a", incarnation: "b", fingerprint: "c" }];
    for (const value of odd) {
      for (const name of ["generate", "score"]) {
        expect(await host[name]?.(value)).toMatchObject({ ok: false, failure: { code: "bad_request" } });
      }
      for (const name of ["stop", "release", "watch", "setTheme"]) expect(await host[name]?.(value)).toBeUndefined();
    }
    expect(inside.watchers.size).toBe(0);
  });

  /** Sends messages as they are, as no library would, and gives back the answer to the last of them. */
  async function sendRaw(inside: ReturnType<typeof frame>, origin: string, ...messages: object[]) {
    const { port1, port2 } = channel();
    const message = { data: CONNECT, origin, source: parent, ports: [port2] };
    expect(acceptEmbedder(message, parent, LIST, inside.work, inside.watchers)).toBe(origin);
    const answer = new Promise<{ readonly id?: string; readonly value?: unknown }>((resolve) => {
      port1.addEventListener("message", ({ data }) => {
        if (data.id === "last") resolve(data);
      });
      port1.start();
    });
    for (const message of messages) port1.postMessage(message);
    port1.postMessage({ id: "last", ...messages.at(-1) });
    return answer;
  }

  const raw = (value: unknown) => ({ type: "RAW", value });
  it.each<[string, object]>([
    ["sets what all objects have", { type: "SET", path: ["__proto__", "polluted"], value: raw(true) }],
    [
      "sets it through a method",
      { type: "SET", path: ["load", "__proto__", "__proto__", "polluted"], value: raw(true) },
    ],
    ["sets a method", { type: "SET", path: ["load"], value: raw(1) }],
    ["makes a program", { type: "APPLY", path: ["constructor", "constructor"], argumentList: [raw("return 1")] }],
    ["calls what all objects have", { type: "APPLY", path: ["toString"], argumentList: [] }],
    ["calls a method's own", { type: "APPLY", path: ["load", "call"], argumentList: [] }],
    ["defines a getter", { type: "APPLY", path: ["__proto__", "__defineGetter__"], argumentList: [raw("polluted")] }],
    ["constructs", { type: "CONSTRUCT", path: ["constructor"], argumentList: [] }],
    ["reads", { type: "GET", path: ["constructor"] }],
    ["reads what is not there", { type: "GET", path: ["a", "b", "c"] }],
    ["asks for another port", { type: "ENDPOINT" }],
    [
      "has arguments of an unknown kind",
      { type: "APPLY", path: ["status"], argumentList: [{ type: "HANDLER", name: "x" }] },
    ],
    [
      "has an error for an argument",
      { type: "APPLY", path: ["status"], argumentList: [{ type: "HANDLER", name: "throw", value: {} }] },
    ],
    [
      "has no port for a function",
      { type: "APPLY", path: ["watch"], argumentList: [{ type: "HANDLER", name: "proxy", value: 1 }] },
    ],
    ["has arguments that are no list", { type: "APPLY", path: ["status"], argumentList: 7 }],
    ["has no path", { type: "APPLY" }],
    ["is none", { type: "x" }],
  ])("T41: a message that %s is answered with bad_request and does nothing", async (_name, message) => {
    for (const origin of ["https://own.test:8443", "https://blog.test"]) {
      const { value } = await sendRaw(frame(), origin, message);
      expect(value).toMatchObject({ ok: false, failure: { code: "bad_request" } });
    }
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  it("T41: what is no message at all leaves the port as it was", async () => {
    const odd = [
      {},
      { id: 7, type: "GET" },
      { id: {}, type: "APPLY", path: ["status"] },
      { id: "x".repeat(9000), type: "GET" },
    ];
    const status = { type: "APPLY", path: ["status"], argumentList: [] };
    expect((await sendRaw(frame(), "https://blog.test", ...odd, status)).value).toMatchObject({ queued: 0 });
  });

  it("T41: keeps the listeners of the newest connections only", async () => {
    const inside = frame();
    for (let turn = 0; turn < 30; turn++) {
      await connect("https://own.test:8443", inside).watch(proxy(() => undefined));
    }
    expect(inside.watchers.size).toBe(8);
  });
});
