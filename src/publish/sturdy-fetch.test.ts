import { describe, expect, it } from "vitest";
import { makeSturdyFetch, retryAfter } from "./sturdy-fetch.ts";

/** A world that answers each request with the next of these, and writes down how long it was waited. */
function worldOf(answers: readonly (number | Error | Response)[], isRepeatable = true) {
  const left = [...answers];
  const waits: number[] = [];
  const world = {
    fetch: async () => {
      const next = left.shift();
      if (next === undefined || next instanceof Error) throw next ?? new Error("asked too often");
      return typeof next === "number" ? new Response("", { status: next }) : next;
    },
    wait: async (milliseconds: number) => void waits.push(milliseconds),
  };
  return { waits, ask: makeSturdyFetch(world, () => isRepeatable), left };
}

const asking = (seconds: string) => new Response("", { status: 429, headers: { "Retry-After": seconds } });

describe("a sturdy fetch", () => {
  it("asks again after a break or a moment's trouble, longer each time", async () => {
    const { ask, waits } = worldOf([new Error("reset"), 502, 200]);
    expect((await ask("https://hub.example")).status).toBe(200);
    expect(waits).toEqual([500, 1000]);
  });

  it("waits as long as the host asks", async () => {
    const { ask, waits } = worldOf([asking("20"), 200]);
    await ask("https://hub.example");
    expect(waits).toEqual([20_000]);
  });

  it("hands on an answer that asks for too much, or says no", async () => {
    expect((await worldOf([asking("600"), 200]).ask("https://hub.example")).status).toBe(429);
    expect((await worldOf([403, 200]).ask("https://hub.example")).status).toBe(403);
  });

  it("sends what may have been done already once, but where the host has not begun", async () => {
    await expect(worldOf([new Error("reset"), 200], false).ask("https://hub.example")).rejects.toThrow("reset");
    expect((await worldOf([500, 200], false).ask("https://hub.example")).status).toBe(500);
    expect((await worldOf([503, 200], false).ask("https://hub.example")).status).toBe(200);
  });

  it("gives up after six tries, with the last answer or error", async () => {
    const { ask, waits } = worldOf(Array(9).fill(503));
    expect((await ask("https://hub.example")).status).toBe(503);
    expect(waits).toHaveLength(5);
    await expect(worldOf(Array(9).fill(new Error("reset"))).ask("https://hub.example")).rejects.toThrow("reset");
  });

  it("does not ask again for whoever has given up", async () => {
    const { ask, left } = worldOf([new Error("reset"), 200]);
    await expect(ask("https://hub.example", { signal: AbortSignal.abort() })).rejects.toThrow("reset");
    expect(left).toEqual([200]);
  });
});

describe("Retry-After", () => {
  it.each([
    ["7", 7],
    [" 7 ", 7],
    ["Fri, 27 Nov 2026 15:00:00 GMT", undefined],
    ["-1", undefined],
    ["9999999", undefined],
    [null, undefined],
  ])("%j is %s seconds", (value, seconds) => expect(retryAfter(value)).toBe(seconds));
});
