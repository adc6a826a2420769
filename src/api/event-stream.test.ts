import { afterEach, describe, expect, it, vi } from "vitest";
import type { ApiHost } from "../contract/api/host.ts";
import { ask, eventsOf } from "./testing/ask.ts";
import { pageThatSays } from "./testing/page.ts";

/** More than may wait for a reader. */
const PIECES = 40;

/** A page that tells its pieces as they come, without waiting until one was taken. */
function hastyPage(): ApiHost {
  const { host } = pageThatSays("word");
  return {
    ...host,
    async generate(call, onDeltas) {
      const told = Array.from({ length: PIECES }, (_, i) => onDeltas?.([{ sample: 0, text: `${i} `, tokens: i + 1 }]));
      await Promise.all(told);
      return host.generate({ ...call }, undefined);
    },
  };
}

describe("an answer of events", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("has every writer go on that waits for its reader", async () => {
    const response = await ask("v1/completions", { model: "quotes", prompt: "a", stream: true }, hastyPage());
    const events = await eventsOf(response);
    expect(events.at(-1)).toBe("[DONE]");
    expect(events.length).toBeGreaterThan(PIECES);
  });

  it("fails for its reader alone where nothing can be written", async () => {
    vi.spyOn(WritableStreamDefaultWriter.prototype, "write").mockRejectedValue(new TypeError("closed"));
    const { host } = pageThatSays("a word");
    const response = await ask("v1/completions", { model: "quotes", prompt: "a", stream: true }, host);
    await expect(response.text()).rejects.toThrow("closed");
  });
});
