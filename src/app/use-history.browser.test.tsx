import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { renderHook } from "vitest-browser-react";
import { openHistory } from "./history.ts";
import { useHistory } from "./use-history.ts";

const clearAll = async () => (await openHistory()).clear();
beforeEach(async () => {
  await clearAll();
  const entry = { v: 1, id: 1, at: 1, model: "poems", prompt: "life", texts: [" is"], parameters: {} } as const;
  await (await openHistory()).add({ ...entry, texts: [...entry.texts] });
});
afterEach(clearAll);

describe("useHistory", () => {
  it("lists the runs, says whether they are kept, and deletes them", async () => {
    const { result, act } = await renderHook(() => useHistory());
    await expect.poll(() => result.current.isKept).toBe(true);
    expect(result.current.entries.map(({ prompt }) => prompt)).toEqual(["life"]);
    await act(async () => void (await result.current.clear()));
    expect(result.current).toMatchObject({ entries: [], failure: undefined });
  });

  it("keeps the list where the browser does not let go of them, with the reason, until they can be deleted", async () => {
    const clear = vi.spyOn(IDBObjectStore.prototype, "clear").mockImplementationOnce(() => {
      throw new DOMException("The disk is locked.", "UnknownError");
    });
    const { result, act } = await renderHook(() => useHistory());
    await expect.poll(() => result.current.entries.length).toBe(1);
    await act(async () => void (await result.current.clear()));
    expect(result.current).toMatchObject({
      entries: [{ prompt: "life" }],
      failure: { code: "storage", detail: "history_stays", parameters: { reason: "The disk is locked." } },
    });
    await act(async () => void (await result.current.clear()));
    expect(result.current).toMatchObject({ entries: [], failure: undefined });
    clear.mockRestore();
  });
});
