import { describe, expect, it } from "vitest";
import type { ApiHost } from "../../contract/api/host.ts";
import { fail } from "../../contract/outcome.ts";
import { eventsOf, ORIGIN, worldOf } from "../testing/ask.ts";
import { pageThatSays } from "../testing/page.ts";
import { answerApi } from "./router.ts";

const closed = fail({ code: "page_closed", message: "closed", retryAfterSeconds: 1 });

/** Asks pages that are found one after the other. */
function askPages(path: string, body: unknown, hosts: ApiHost[]): Promise<Response> {
  const headers = { "Content-Type": "application/json" };
  const request = new Request(`${ORIGIN}/api/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const left = [...hosts];
  const find = async () => {
    const host = left.shift();
    return host && { host, status: await host.status() };
  };
  return answerApi(request, path, { ...worldOf(undefined), pages: { find, findAll: async () => [] } }, "client");
}

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
});
