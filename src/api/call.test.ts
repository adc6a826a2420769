import { fail, makeFailure } from "../contract/outcome.ts";
import { describe, expect, it } from "vitest";
import type { ApiHost } from "../contract/api/host.ts";
import { eventsOf, ORIGIN, worldOf } from "./testing/ask.ts";
import { pageThatSays } from "./testing/page.ts";
import { createWaits } from "./testing/waits.ts";
import type { ApiWorld } from "./api-world.ts";
import { answerApi } from "./router.ts";

const closed = fail("page_closed", "closed", {}, { retryAfterSeconds: 1 });

/** Asks pages that are found one after the other. @param wait ends when the test says so */
function askPages(
  path: string,
  body: unknown,
  hosts: ApiHost[],
  wait: ApiWorld["wait"] = () => new Promise(() => {}),
): Promise<Response> {
  const headers = { "Content-Type": "application/json" };
  const request = new Request(`${ORIGIN}/api/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const left = [...hosts];
  const find = async () => {
    const host = left.shift();
    return host && { host, status: await host.status() };
  };
  return answerApi(request, path, { ...worldOf(undefined), pages: { find, findAll: async () => [] }, wait }, "client");
}

/** Longer than any page that loads is left alone, and as long as another page has to take over. */
const TAKE_OVER_MS = 1000;

const ASKS = [
  ["generate_quote", { prompt: "a" }],
  ["generate", { inputs: "a" }],
  ["generate", { inputs: "a", stream: true }],
  ["v1/completions", { prompt: "a" }],
  ["v1/completions", { prompt: "a", stream: true }],
  ["perplexity", { text: "a" }],
] as const;

describe("a page that is closed in mid-answer", () => {
  const dead = pageThatSays("", { generate: async () => closed, score: async () => closed }).host;

  it.each(ASKS)("T32: is replaced by another with the same model: %s %o", async (path, body) => {
    const response = await askPages(path, body, [dead, dead, pageThatSays(" fine.").host]);
    expect(response.status).toBe(200);
    await response.text();
  });

  it.each(ASKS)("T32: answers 503 where there is no other: %s %o", async (path, body) => {
    const response = await askPages(path, body, [dead]);
    expect(response.status).toBe(503);
    expect(response.headers.get("Retry-After")).toBe("1");
    expect(await response.json()).toMatchObject({ error: { code: "page_closed" } });
  });

  it("T32: is not replaced by a page with another model", async () => {
    const { host, model, calls } = pageThatSays(" other.");
    const other = { ...host, status: async () => ({ model: { ...model, name: "other" }, queued: 0 }) };
    expect((await askPages("generate", { inputs: "a" }, [dead, other])).status).toBe(503);
    expect(calls).toEqual([]);
  });

  it("T32: ends a stream that has begun with an event that says so, and begins it nowhere else", async () => {
    const spoken = pageThatSays("", {
      async generate(_call, onDeltas) {
        await onDeltas?.([{ sample: 0, text: " half", tokens: 1 }]);
        return closed;
      },
    }).host;
    const other = pageThatSays(" again.");
    const response = await askPages("generate", { inputs: "a", stream: true }, [spoken, other.host]);
    const events = await eventsOf(response);
    expect(events.at(-1)).toMatchObject({ error: { code: "page_closed" } });
    expect(other.calls).toEqual([]);
  });

  it.each(ASKS)(
    "T32: answers 503 where another has no answer in time, and ends it there: %s %o",
    async (path, body) => {
      const { wait, end } = createWaits();
      const slow = pageThatSays("", { generate: () => new Promise(() => {}), score: () => new Promise(() => {}) });
      const answer = askPages(path, body, [dead, slow.host], wait);
      await end(TAKE_OVER_MS);
      const response = await answer;
      expect(response.status).toBe(503);
      expect(response.headers.get("Retry-After")).toBe("1");
      expect(await response.json()).toMatchObject({
        error: { code: "page_closed", message: expect.stringContaining("in time") },
      });
      expect(slow.stopped).toHaveLength(1);
    },
  );

  it("T32: goes on as a stream at another page, however long that takes once it has begun", async () => {
    const { wait, end } = createWaits();
    const slow = pageThatSays(" all of it.");
    const host: ApiHost = {
      ...slow.host,
      async generate(call, onDeltas) {
        await onDeltas?.([{ sample: 0, text: "", tokens: 0 }]);
        await end(TAKE_OVER_MS);
        return slow.host.generate(call, onDeltas);
      },
    };
    const response = await askPages("generate", { inputs: "a", stream: true }, [dead, host], wait);
    expect(response.status).toBe(200);
    expect((await eventsOf(response)).at(-1)).toMatchObject({ generated_text: " all of it." });
    expect(slow.stopped).toEqual([]);
  });

  it("T32: hears no last words of a page that was too late", async () => {
    const { wait, end } = createWaits();
    const late = pageThatSays(" too late.");
    let wordsAreTaken: unknown;
    const host: ApiHost = {
      ...late.host,
      async generate(call, onDeltas) {
        await end(TAKE_OVER_MS);
        await new Promise((resolve) => setImmediate(resolve));
        wordsAreTaken = late.host.generate(call, onDeltas);
        return closed;
      },
    };
    const response = await askPages("generate", { inputs: "a", stream: true }, [dead, host], wait);
    expect(response.status).toBe(503);
    await wordsAreTaken;
  });

  describe("where the other page still loads the model", () => {
    const loading = pageThatSays("", {
      status: async () => ({ reason: makeFailure("not_loaded", "loading", {}), queued: 0 }),
    }).host;

    it("T32: is replaced by it once it has it", async () => {
      const { wait, end } = createWaits();
      const ready = pageThatSays(" fine.");
      const answer = askPages("generate", { inputs: "a" }, [dead, loading, loading, ready.host], wait);
      // The longest wait is not over before the page has been asked again and again.
      for (let asked = 0; asked < 2; asked++) await end(0, TAKE_OVER_MS);
      expect((await answer).status).toBe(200);
    });

    it("T32: answers 503 where that takes too long", async () => {
      const { wait, end } = createWaits();
      const answer = askPages("generate", { inputs: "a" }, [dead, loading], wait);
      await end(TAKE_OVER_MS);
      expect((await answer).status).toBe(503);
    });
  });

  it("T32: is replaced where the browser has put it to sleep, too, and told to stop for when it wakes up", async () => {
    const asleep = pageThatSays("", { generate: async () => fail("page_asleep", "silent", { seconds: 8 }) });
    const response = await askPages("generate", { inputs: "a" }, [asleep.host, pageThatSays(" fine.").host]);
    expect(response.status).toBe(200);
    expect(asleep.stopped).toHaveLength(1);
  });
});
