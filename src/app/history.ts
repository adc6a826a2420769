import { type IDBPDatabase, openDB } from "idb";
import { withoutFiles } from "../contract/model-source.ts";
import type { HistoryEntry } from "./history-entry.ts";
import { type HistorySchema, DATABASE, VERSION, TABLE, keptHistory } from "./kept-history.ts";
import { type History, memoryHistory } from "./memory-history.ts";
import { continuedOf } from "./plan-run.ts";
import type { Run } from "./state/run.ts";

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

/** The entry of a finished run; `undefined` for one that has not finished. @param now milliseconds since the epoch */
export function entryOf({ request, result }: Run, now: number): HistoryEntry | undefined {
  if (result === undefined) return undefined;
  const { source, adapter, adapter_digest } = result.model;
  return {
    v: 1,
    id: now,
    at: now,
    model: result.model.name,
    source: withoutFiles(source),
    ...(adapter !== undefined &&
      adapter_digest !== undefined && { adapter: { name: adapter, digest: adapter_digest } }),
    prompt: request.prompt + request.continued.text,
    ...continuedOf(request),
    texts: result.samples.map(({ text }) => text),
    parameters: { ...request.parameters, seed: result.parameters.seed },
  };
}
