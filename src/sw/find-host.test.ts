import { expose } from "comlink";
import { afterEach, describe, expect, it } from "vitest";
import type { ApiHost } from "../contract/api/host.ts";
import { createHostFinder, type Page } from "./find-host.ts";
import { pageThatSays } from "./testing/page.ts";

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

describe("createHostFinder", () => {
  it("prefers a page whose model is loaded, past one that loads and one that is silent", async () => {
    const loading = pageThatSays("", { status: async () => ({ reason: "loading", queued: 0 }) });
    const ready = pageThatSays(" here.");
    const pages = [page("silent").self, page("loading", loading.host).self, page("ready", ready.host).self];
    const found = await createHostFinder(async () => pages)();
    const call = { id: "1", incarnation: "a", fingerprint: "f", request: { prompt: "a", parameters: {} } };
    const pieces: string[] = [];
    const outcome = await found?.host.generate(call, (deltas) => void pieces.push(...deltas.map(({ text }) => text)));
    expect(outcome?.ok).toBe(true);
    expect(pieces).toEqual([" here."]);
    expect(ready.calls).toHaveLength(1);
  });

  it("finds nothing without an open page", async () => {
    expect(await createHostFinder(async () => [])()).toBeUndefined();
  });

  it("keeps its line to a page", async () => {
    const one = page("one", pageThatSays("").host);
    const find = createHostFinder(async () => [one.self]);
    await find();
    await find();
    expect(one.knocks).toHaveLength(1);
  });
});
