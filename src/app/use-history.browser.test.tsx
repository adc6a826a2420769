import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { renderHook } from "vitest-browser-react";
import { succeed } from "../contract/outcome.ts";
import { openHistory } from "./history.ts";
import { KEEP_MOST } from "./history-entry.ts";
import { writeHistoryFile } from "./history-file.ts";
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

  it("lists a run, too, that is remembered while the list is open", async () => {
    const { result } = await renderHook(() => useHistory());
    await expect.poll(() => result.current.isKept).toBe(true);
    await (await openHistory()).add({
      v: 1,
      id: 2,
      at: 2,
      model: "poems",
      prompt: "hope",
      texts: [" is"],
      parameters: {},
    });
    await expect.poll(() => result.current.entries.map(({ prompt }) => prompt)).toEqual(["hope", "life"]);
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

  it("adds the runs of a file, each once, and says how many were new", async () => {
    const { result, act } = await renderHook(() => useHistory());
    await expect.poll(() => result.current.entries.length).toBe(1);
    const own = result.current.entries;
    const file = new File([writeHistoryFile([...own.map((one) => ({ ...one, id: 9, at: 9 })), ...own]).text], "a.json");
    const brought: unknown[] = [];
    await act(async () => void brought.push(await result.current.bring(file)));
    expect(result.current.entries.map(({ id }) => id)).toEqual([9, 1]);
    expect((await (await openHistory()).list()).map(({ id }) => id)).toEqual([9, 1]);
    await act(async () => void brought.push(await result.current.bring(file)));
    expect(brought).toEqual([succeed({ total: 2, added: 1 }), succeed({ total: 2, added: 0 })]);
  });

  it("adds all runs of a file or none, and says why the browser did not take them", async () => {
    const { result, act } = await renderHook(() => useHistory());
    await expect.poll(() => result.current.entries.length).toBe(1);
    const runs = [2, 3].map(
      (id) => ({ v: 1, id, at: id, model: "m", prompt: "p", texts: [], parameters: {} }) as const,
    );
    const file = new File([writeHistoryFile(runs.map((run) => ({ ...run, texts: [] }))).text], "a.json");
    const put = IDBObjectStore.prototype.put;
    const refusing = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      if (refusing.mock.calls.length === 2) throw new DOMException("The disk is full.", "QuotaExceededError");
      return put.apply(this, given);
    });
    await act(async () => void (await result.current.bring(file)));
    refusing.mockRestore();
    expect(result.current.failure).toMatchObject({
      code: "storage",
      detail: "history_not_taken",
      parameters: { reason: "The disk is full." },
    });
    expect((await (await openHistory()).list()).map(({ id }) => id)).toEqual([1]);
  });

  it("keeps the newest runs of its own and a file's, and no more than it keeps at all", async () => {
    const { result, act } = await renderHook(() => useHistory());
    await expect.poll(() => result.current.entries.length).toBe(1);
    const [own] = result.current.entries;
    if (own === undefined) throw new Error("There is no entry.");
    const runs = Array.from({ length: KEEP_MOST }, (_, place) => ({ ...own, id: 10 + place, at: 10 + place }));
    const brought: unknown[] = [];
    const bring = async (file: File) => act(async () => void brought.push(await result.current.bring(file)));
    await bring(new File([writeHistoryFile(runs).text], "a.json"));
    const old = { ...own, id: 5, at: 5, prompt: "too old" };
    await bring(new File([writeHistoryFile([old]).text], "b.json"));
    expect(brought).toEqual([succeed({ total: KEEP_MOST, added: KEEP_MOST }), succeed({ total: 1, added: 0 })]);
    const listed = await (await openHistory()).list();
    expect(listed.map(({ id }) => id)).toEqual(runs.map(({ id }) => id).reverse());
  });
});
