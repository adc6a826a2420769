import { expect, it, vi } from "vitest";
import { askToKeep } from "./keep-storage.ts";

function world(asksVisitor: boolean) {
  const items = new Map<string, string>();
  const notes = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
  return { notes, asksVisitor, storage: { persisted: async () => false, persist: vi.fn(async () => false) } };
}

const own = { source: { kind: "site", path: "models/quotes" } } as const;
const chosen = { source: { kind: "hub", repo: "owner/name" } } as const;

it("F10: asks for lasting storage once", async () => {
  const quiet = world(false);
  for (const model of [own, own, chosen]) await askToKeep(quiet, model);
  expect(quiet.storage.persist).toHaveBeenCalledTimes(1);
});

it("F10: has no visitor asked for the site's own model, and once for one that was chosen", async () => {
  const asking = world(true);
  await askToKeep(asking, own);
  expect(asking.storage.persist).not.toHaveBeenCalled();
  for (const model of [chosen, chosen]) await askToKeep(asking, model);
  expect(asking.storage.persist).toHaveBeenCalledTimes(1);
});
