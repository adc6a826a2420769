import { describe, expect, it, vi } from "vitest";
import { reloadForThreads } from "./isolation.ts";

function page(change: { isolated?: boolean; framed?: boolean; storage?: undefined } = {}) {
  const items = new Map<string, string>();
  const storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
  return { isolated: false, framed: false, storage, reload: vi.fn(), ...change };
}

describe("F32: reloadForThreads", () => {
  it("reloads once, and never again when the headers get lost", () => {
    const world = page();
    expect([1, 2, 3].map(() => reloadForThreads(world, true))).toEqual([true, false, false]);
    expect(world.reload).toHaveBeenCalledTimes(1);
  });

  it("waits while something is typed or running", () => {
    const world = page();
    expect(reloadForThreads(world, false)).toBe(false);
    expect(reloadForThreads(world, true)).toBe(true);
  });

  it.each([
    ["isolated already", { isolated: true }],
    ["in a frame", { framed: true }],
    ["without storage to remember it by", { storage: undefined }],
  ])("stays when the page is %s", (_name, change) => {
    const world = page(change);
    expect(reloadForThreads(world, true)).toBe(false);
    expect(world.reload).not.toHaveBeenCalled();
  });
});
