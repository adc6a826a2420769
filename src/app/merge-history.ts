import { type HistoryEntry, KEEP_MOST } from "./history-entry.ts";

/**
 * Those entries of a file that a history has not got, each with an id of its own. The same run is the same by its content and
 * its time, whatever its id: a file that is brought twice adds nothing.
 * @param taken ids of the history, also of what it does not read
 * @param now milliseconds since the epoch; an id from later would stay in the history longest
 */
export function newEntries(
  own: readonly HistoryEntry[],
  taken: readonly number[],
  brought: readonly HistoryEntry[],
  now: number,
): HistoryEntry[] {
  const known = new Set(own.map(contentOf));
  const ids = new Set(taken);
  const unknown = brought.filter((entry) => {
    const content = contentOf(entry);
    const isNew = !known.has(content);
    known.add(content);
    return isNew;
  });
  // More than are kept would be dropped at once. Oldest first, so that runs of one time keep their order.
  const newest = unknown.sort((one, other) => one.id - other.id).slice(-KEEP_MOST);
  return newest.map((entry) => {
    const id = freeId(Math.min(entry.id, now), ids);
    ids.add(id);
    return { ...entry, id };
  });
}

/** The wanted id, else the next one above it. */
function freeId(wanted: number, taken: ReadonlySet<number>): number {
  let id = wanted;
  while (taken.has(id)) id++;
  return id;
}

/** All of an entry but its id and whether it is pinned; the same text for the same content, in whatever order its fields are. */
function contentOf({ id: _id, pinned: _pinned, ...content }: HistoryEntry): string {
  return JSON.stringify(sorted(content));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return fields.sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, field]) => [key, sorted(field)]);
}
