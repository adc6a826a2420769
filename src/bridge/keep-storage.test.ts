import { expect, it, vi } from "vitest";
import { askToKeep } from "./keep-storage.ts";

it("F10: asks for lasting storage once", async () => {
  const items = new Map<string, string>();
  const notes = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
  const storage = { persisted: async () => false, persist: vi.fn(async () => false) };
  await askToKeep({ storage, notes });
  await askToKeep({ storage, notes });
  expect(storage.persist).toHaveBeenCalledTimes(1);
});
