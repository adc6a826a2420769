import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import * as v from "valibot";
import { storedSource, withoutFiles } from "../contract/model-source.ts";
import { DATABASES } from "../contract/on-device.ts";
import { reasonOf, refuse } from "../contract/outcome.ts";
import { generationParameters } from "../contract/parameters.ts";
import { continued } from "../contract/request.ts";
import { continuedOf } from "./plan-run.ts";
import type { Run } from "./state/run.ts";

/** Runs kept at most; the oldest go first. */
const KEEP_MOST = 500;

const entry = v.object({
  /** Version of the entry's form; entries of another one are left out. */
  v: v.literal(1),
  id: v.number(),
  at: v.number(),
  model: v.string(),
  /** Absent in entries of before it was written down. */
  source: v.exactOptional(storedSource),
  prompt: v.string(),
  /** The end of the prompt, where it was written by the model. */
  continued: v.exactOptional(continued),
  texts: v.array(v.string()),
  parameters: generationParameters,
});

/** A run as it is remembered on this device. `at` is milliseconds since the epoch. */
export type HistoryEntry = v.InferOutput<typeof entry>;

interface HistorySchema extends DBSchema {
  runs: { key: number; value: unknown };
}

/** Where the browser refuses storage, runs are remembered while the page is open. */
export interface History {
  add(entry: HistoryEntry): Promise<void>;
  /** Newest first. */
  list(): Promise<HistoryEntry[]>;
  /** @throws Refusal `storage` where the browser does not let go of them: all of them stay */
  clear(): Promise<void>;
  /** False where entries are gone with the page. */
  readonly isKept: boolean;
}

const { name: DATABASE, version: VERSION, table: TABLE } = DATABASES.history;
let opened: Promise<History> | undefined;

export function openHistory(): Promise<History> {
  opened ??= openKept().catch(() => memoryHistory());
  return opened;
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
        for (const key of keys.slice(0, -KEEP_MOST)) await database.delete(TABLE, key);
      } catch {
        // Full, or taken away by the browser: not worth losing the run's place on the page.
        await memory.add(added);
      }
    },
    async list() {
      const stored = await database.getAll(TABLE).catch(() => []);
      const sound = stored.flatMap((one) => (v.is(entry, one) ? [one] : []));
      return [...sound.reverse(), ...(await memory.list())];
    },
    async clear() {
      await database.clear(TABLE).catch((error) => {
        throw refuse("storage", "history_stays", { reason: reasonOf(error) });
      });
      await memory.clear();
    },
  };
}

export function memoryHistory(): History {
  let entries: HistoryEntry[] = [];
  return {
    isKept: false,
    async add(added) {
      entries = [added, ...entries].slice(0, KEEP_MOST);
    },
    list: async () => entries,
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
