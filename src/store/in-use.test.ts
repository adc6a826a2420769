import { expect, it } from "vitest";
import { beginUse, countUses } from "./in-use.ts";
import { createMemoryStore } from "./memory-store.ts";
import { outOfQuota } from "./storage-failure.ts";
import { FakeLocks } from "./testing/fake-locks.ts";
import type { Locks } from "./with-lock.ts";

const at = 1_700_000_000_000;
const DAY_MS = 24 * 60 * 60 * 1000;
const counted = async (...given: Parameters<typeof countUses>) => Object.fromEntries(await countUses(...given));
const worldWith = (locks: Locks | undefined, date = at) => ({ locks, date: () => date });

it("files are in use in all tabs until each user has let them go, or its tab has ended", async () => {
  const locks = new FakeLocks();
  const [one, other] = [worldWith(locks.ofTab(1)), worldWith(locks.ofTab(2))];
  const store = createMemoryStore();
  const use = await beginUse(store, ["a", "b", "a"], one);
  await beginUse(store, ["b"], other);
  expect(await counted(store, other)).toEqual({ a: 1, b: 2 });
  await use.end();
  await use.end();
  expect(await counted(store, one)).toEqual({ b: 1 });
  locks.endTab(2);
  expect(await counted(store, one)).toEqual({});
  expect(await store.noteNames()).toEqual([]);
});

const refused: Locks = {
  request: () => Promise.reject(new DOMException("no", "SecurityError")),
  query: () => Promise.reject(new DOMException("no", "SecurityError")),
};

it.each([
  ["there are none", undefined],
  ["this frame may not use them", refused],
])("without locks a note says what is in use: %s", async (_name, locks) => {
  const store = createMemoryStore();
  const use = await beginUse(store, ["a"], worldWith(locks));
  await beginUse(store, ["a", "b"], worldWith(locks));
  expect(await counted(store, worldWith(locks))).toEqual({ a: 2, b: 1 });
  await use.end();
  expect(await counted(store, worldWith(locks, at + DAY_MS - 1))).toEqual({ a: 1, b: 1 });
});

it.each([DAY_MS, -DAY_MS])(
  "a note that is out of date by %i ms is of a tab that ended, and is removed",
  async (later) => {
    const store = createMemoryStore();
    await beginUse(store, ["a"], worldWith(undefined));
    expect(await counted(store, worldWith(undefined, at + later))).toEqual({});
    expect(await store.noteNames()).toEqual([]);
  },
);

it.each(["", "{", '{"at":1}'])("a note that cannot be read counts as none, and is removed: %s", async (text) => {
  const store = createMemoryStore();
  await store.writeNote("in-use-x", text);
  expect(await counted(store, worldWith(undefined))).toEqual({});
  expect(await store.noteNames()).toEqual([]);
});

it("a full disk keeps nobody from using files", async () => {
  const store = { ...createMemoryStore(), writeNote: () => Promise.reject(outOfQuota()) };
  const use = await beginUse(store, ["a"], worldWith(undefined));
  await use.end();
});

it("a note that cannot be removed fails nobody who has used the files", async () => {
  const store = { ...createMemoryStore(), removeNote: () => Promise.reject(outOfQuota()) };
  const use = await beginUse(store, ["a"], worldWith(undefined));
  await use.end();
  expect(await counted(store, worldWith(undefined))).toEqual({ a: 1 });
});
