import { describe, expect, it } from "vitest";
import { createLoadWatch } from "./load-watch.ts";

const SOURCE = { kind: "hub", repo: "owner/name" } as const;

/** A browser with storage that outlives a page, and locks that do not. */
function browser() {
  const kept = new Map<string, string>();
  const held: { name: string }[] = [];
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const locks = {
    query: async () => ({ held: [...held], pending: [] }),
    request: async <T>(name: string, _options: unknown, work: () => Promise<T>): Promise<T> => {
      const lock = { name };
      held.push(lock);
      try {
        return await work();
      } finally {
        held.splice(held.indexOf(lock), 1);
      }
    },
  };
  const open = () => {
    const page = new EventTarget();
    return { page, watch: createLoadWatch({ storage, locks, page }) };
  };
  return { open, crash: () => void held.splice(0) };
}

const never = () => new Promise<never>(() => undefined);

describe("createLoadWatch", () => {
  it("F21: knows on the next page that a load crashed, until that is forgotten", async () => {
    const { open, crash } = browser();
    void open().watch.around(SOURCE, never);
    crash();
    const { watch } = open();
    expect(await watch.crashed()).toEqual(SOURCE);
    watch.forget();
    expect(await watch.crashed()).toBeUndefined();
  });

  it("takes a load that ended, well or badly, for no crash", async () => {
    const { open } = browser();
    const { watch } = open();
    await watch.around(SOURCE, async () => undefined);
    expect(await watch.crashed()).toBeUndefined();
    await expect(watch.around(SOURCE, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await watch.crashed()).toBeUndefined();
  });

  it("takes a load in another tab, and a page that was left, for no crash", async () => {
    const { open, crash } = browser();
    const { page, watch } = open();
    void watch.around(SOURCE, never);
    expect(await open().watch.crashed()).toBeUndefined();
    page.dispatchEvent(new Event("pagehide"));
    crash();
    expect(await open().watch.crashed()).toBeUndefined();
  });

  it("remembers of the visitor's own files only the name", async () => {
    const { open, crash } = browser();
    void open().watch.around({ kind: "files", name: "mine", files: [] }, never);
    crash();
    expect(await open().watch.crashed()).toEqual({ kind: "files", name: "mine", files: [] });
  });
});
