import { describe, expect, it, vi } from "vitest";
import { reloadOnce } from "./isolation.ts";

function page(change: { isolated?: boolean; framed?: boolean; storage?: undefined } = {}) {
  const items = new Map<string, string>();
  const storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
  return { isolated: false, framed: false, storage, reload: vi.fn(), ...change };
}

describe("F32: reloadOnce", () => {
  it("reloads once, and never again when the headers get lost", () => {
    const world = page();
    expect([1, 2, 3].map(() => reloadOnce(world))).toEqual([true, false, false]);
    expect(world.reload).toHaveBeenCalledTimes(1);
  });

  it.each([
    ["isolated already", { isolated: true }],
    ["in a frame", { framed: true }],
    ["without storage to remember it by", { storage: undefined }],
  ])("stays when the page is %s", (_name, change) => {
    const world = page(change);
    expect(reloadOnce(world)).toBe(false);
    expect(world.reload).not.toHaveBeenCalled();
  });
});
