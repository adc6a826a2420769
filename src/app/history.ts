import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import * as v from "valibot";
import { withoutFiles } from "../contract/model-source.ts";
import { DATABASES } from "../contract/on-device.ts";
import { reasonOf, refuse, toOutcome } from "../contract/outcome.ts";
import { type HistoryEntry, historyEntry, KEEP_MOST } from "./history-entry.ts";
import { newEntries } from "./merge-history.ts";
import { continuedOf } from "./plan-run.ts";
import type { Run } from "./state/run.ts";

interface HistorySchema extends DBSchema {
  runs: { key: number; value: unknown };
}

/** Where the browser refuses storage, runs are remembered while the page is open. */
export interface History {
  add(entry: HistoryEntry): Promise<void>;
  /** Newest first. */
  list(): Promise<HistoryEntry[]>;
  /**
   * Puts entries of a file among its own, all or none of them.
   * @param now milliseconds since the epoch
   * @returns how many were new, and are among the newest that are kept
   * @throws Refusal `storage` where the browser does not take them
   */
  merge(brought: readonly HistoryEntry[], now: number): Promise<number>;
  /** Marks an entry, or takes its mark away. @throws Refusal `storage` where the browser does not keep that */
  pin(id: number, isPinned: boolean): Promise<void>;
  /** @throws Refusal `storage` where the browser does not let go of them: all of them stay */
  clear(): Promise<void>;
  /** False where entries are gone with the page. */
  readonly isKept: boolean;
}

const { name: DATABASE, version: VERSION, table: TABLE } = DATABASES.history;
let opened: Promise<History> | undefined;

export function openHistory(): Promise<History> {
  opened ??= openKept()
    .catch(() => memoryHistory())
    .then(telling);
  return opened;
}

const listeners = new Set<() => void>();

/** Hears of each change of this page's history. @returns a function that ends the subscription */
export function onHistoryChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** The same history, which tells {@link onHistoryChange} of its changes. */
function telling(history: History): History {
  const told = async <T>(change: Promise<T>): Promise<T> => {
    const changed = await change;
    for (const listener of listeners) listener();
    return changed;
  };
  return {
    ...history,
    add: (entry) => told(history.add(entry)),
    merge: (brought, now) => told(history.merge(brought, now)),
    pin: (id, isPinned) => told(history.pin(id, isPinned)),
    clear: () => told(history.clear()),
  };
}

/** @throws whatever the browser says where it has no storage, or refuses it */
async function openKept(): Promise<History> {
  const upgrade = (database: IDBPDatabase<HistorySchema>) => void database.createObjectStore(TABLE);
  return keptHistory(await openDB<HistorySchema>(DATABASE, VERSION, { upgrade }));
}

function keptHistory(database: IDBPDatabase<HistorySchema>): History {
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

function pinnedOr({ pinned: _, ...entry }: HistoryEntry, isPinned: boolean): HistoryEntry {
  return isPinned ? { ...entry, pinned: true } : entry;
}

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

const newestOf = (entries: readonly HistoryEntry[]) => entries.filter(({ pinned }, i) => i < KEEP_MOST || pinned);

export function memoryHistory(): History {
  let entries: HistoryEntry[] = [];
  return {
    isKept: false,
    async add(added) {
      entries = newestOf([added, ...entries]);
    },
    list: async () => entries,
    async merge(brought, now) {
      const taken = entries.map(({ id }) => id);
      const added = newEntries(entries, taken, brought, now);
      entries = [...entries, ...added].sort((one, other) => other.id - one.id);
      entries = newestOf(entries);
      return added.filter((one) => entries.includes(one)).length;
    },
    async pin(id, isPinned) {
      entries = entries.map((one) => (one.id === id ? pinnedOr(one, isPinned) : one));
    },
    async clear() {
      entries = [];
    },
  };
}

/** The entry of a finished run; `undefined` for one that has not finished. @param now milliseconds since the epoch */
export function entryOf({ request, result }: Run, now: number): HistoryEntry | undefined {
  if (result === undefined) return undefined;
  const { source } = result.model;
  return {
    v: 1,
    id: now,
    at: now,
    model: result.model.name,
    source: withoutFiles(source),
    prompt: request.prompt + request.continued.text,
    ...continuedOf(request),
    texts: result.samples.map(({ text }) => text),
    parameters: { ...request.parameters, seed: result.parameters.seed },
  };
}

/** Entries whose prompt or text has all words of a query. */
export function searchHistory(entries: readonly HistoryEntry[], query: string): HistoryEntry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ prompt, texts, model }) => {
    const text = [prompt, ...texts, model].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
