import { type HistoryEntry, KEEP_MOST } from "./history-entry.ts";
import { newEntries } from "./merge-history.ts";

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

export function pinnedOr({ pinned: _, ...entry }: HistoryEntry, isPinned: boolean): HistoryEntry {
  return isPinned ? { ...entry, pinned: true } : entry;
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
