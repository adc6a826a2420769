import { afterEach, expect, it, vi } from "vitest";
import { createAdapterShelf } from "./adapter-shelf.ts";
import { browserAdapterTable } from "./adapter-table.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("counts as empty where the database never opens, and says so to whoever writes", async () => {
  const Request = class extends EventTarget {};
  vi.stubGlobal("IDBRequest", Request);
  vi.stubGlobal("indexedDB", { open: () => new Request() });
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const shelf = createAdapterShelf(browserAdapterTable());
  const listed = shelf.list();
  const removed = expect(shelf.remove("a")).rejects.toMatchObject({ failure: { code: "storage" } });
  await vi.runAllTimersAsync();
  expect(await listed).toEqual([]);
  await removed;
});
