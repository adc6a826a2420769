import type { DBSchema, IDBPDatabase } from "idb";
import * as v from "valibot";
import { DATABASES } from "../contract/on-device.ts";
import { reasonOf, refuse, toOutcome } from "../contract/outcome.ts";
import { type HistoryEntry, historyEntry, KEEP_MOST } from "./history-entry.ts";
import { type History, pinnedOr, memoryHistory } from "./memory-history.ts";
import { newEntries } from "./merge-history.ts";

export interface HistorySchema extends DBSchema {
  runs: { key: number; value: unknown };
}

export const { name: DATABASE, version: VERSION, table: TABLE } = DATABASES.history;

export function keptHistory(database: IDBPDatabase<HistorySchema>): History {
  const memory = memoryHistory();
  return {
    isKept: true,
    async add(added) {
      try {
        await database.put(TABLE, added, added.id);
        const keys = await database.getAllKeys(TABLE);
        for (const key of keys.slice(0, -KEEP_MOST)) {
          if (!isPinned(await database.get(TABLE, key))) await database.delete(TABLE, key);
        }
      } catch {
        // Full, or taken away by the browser: not worth losing the run's place on the page.
        await memory.add(added);
      }
    },
    async list() {
      const stored = await database.getAll(TABLE).catch(() => []);
      return [...soundOf(stored).reverse(), ...(await memory.list())];
    },
    async merge(brought, now) {
      const unkept = await memory.list();
      return mergeInto(database, unkept, brought, now).catch((error) => {
        throw refuse("storage", "history_not_taken", { reason: reasonOf(error) });
      });
    },
    async pin(id, isPinned) {
      const [stored] = soundOf([await database.get(TABLE, id)]);
      if (stored === undefined) return memory.pin(id, isPinned);
      await database.put(TABLE, pinnedOr(stored, isPinned), id).catch((error) => {
        throw refuse("storage", "pin_not_kept", { reason: reasonOf(error) });
      });
    },
    async clear() {
      await database.clear(TABLE).catch((error) => {
        throw refuse("storage", "history_stays", { reason: reasonOf(error) });
      });
      await memory.clear();
    },
  };
}

const isPinned = (stored: unknown) => v.is(historyEntry, stored) && stored.pinned === true;

const soundOf = (stored: readonly unknown[]) => stored.filter((one) => v.is(historyEntry, one));

/** In one transaction: the browser keeps all that it says, or nothing. @throws whatever the browser says */
async function mergeInto(
  database: IDBPDatabase<HistorySchema>,
  unkept: readonly HistoryEntry[],
  brought: readonly HistoryEntry[],
  now: number,
): Promise<number> {
  const transaction = database.transaction(TABLE, "readwrite");
  try {
    const { store } = transaction;
    const taken = await store.getAllKeys();
    const own = [...soundOf(await store.getAll()), ...unkept];
    const added = newEntries(own, [...taken, ...unkept.map(({ id }) => id)], brought, now);
    const ids = [...taken, ...added.map(({ id }) => id)].sort((one, other) => one - other);
    const pinned = new Set([...own, ...added].flatMap((one) => (one.pinned ? [one.id] : [])));
    const dropped = new Set(ids.slice(0, -KEEP_MOST).filter((id) => !pinned.has(id)));
    const kept = added.filter(({ id }) => !dropped.has(id));
    await Promise.all([
      ...kept.map(async (one) => store.put(one, one.id)),
      ...taken.filter((key) => dropped.has(key)).map(async (key) => store.delete(key)),
      transaction.done,
    ]);
    return kept.length;
  } catch (error) {
    // What was put so far is not kept, also where the browser would go on; it may have ended it itself.
    transaction.done.catch(() => undefined);
    await toOutcome(() => transaction.abort());
    throw error;
  }
}
