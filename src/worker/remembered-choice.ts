import { type IDBPDatabase, openDB } from "idb";
import * as v from "valibot";
import { BACKENDS, type BackendName } from "../contract/backends.ts";
import type { Dtype } from "../contract/dtypes.ts";
import { DATABASES } from "../contract/on-device.ts";

const { name: DATABASE, version: VERSION, table: TABLE } = DATABASES.choices;

/** Which backend was the fastest for a model, so that it need not be measured at every visit. */
export interface ChoiceMemory {
  recall(model: string, dtype: Dtype): Promise<BackendName | undefined>;
  remember(model: string, dtype: Dtype, backend: BackendName): Promise<void>;
  /** How many trials of another backend were begun and never ended: their threads died of them, or their pages were closed. */
  unfinished(model: string, dtype: Dtype): Promise<number>;
  begin(model: string, dtype: Dtype): Promise<void>;
  /** Of those that were begun none is unfinished any more. */
  end(model: string, dtype: Dtype): Promise<void>;
}

/** Remembers in IndexedDB. Without storage nothing is remembered, and every load measures. */
export function createChoiceMemory(): ChoiceMemory {
  const names = v.picklist(BACKENDS);
  const recall = (key: string): Promise<unknown> => ask((db) => db.get(TABLE, key));
  const unfinished: ChoiceMemory["unfinished"] = async (model, dtype) => {
    const found = await recall(trialsOf(model, dtype));
    return typeof found === "number" ? found : 0;
  };
  return {
    async recall(model, dtype) {
      const found = await recall(choiceOf(model, dtype));
      return v.is(names, found) ? found : undefined;
    },
    async remember(model, dtype, backend) {
      await ask((db) => db.put(TABLE, backend, choiceOf(model, dtype)));
    },
    unfinished,
    async begin(model, dtype) {
      const count = 1 + (await unfinished(model, dtype));
      await ask((db) => db.put(TABLE, count, trialsOf(model, dtype)));
    },
    async end(model, dtype) {
      await ask((db) => db.delete(TABLE, trialsOf(model, dtype)));
    },
  };
}

/** Nothing where the browser refuses, as in private windows and on full disks: the next load measures again. */
async function ask<T>(work: (db: IDBPDatabase) => Promise<T>): Promise<T | undefined> {
  try {
    return await work(await openDB(DATABASE, VERSION, { upgrade: (db) => void db.createObjectStore(TABLE) }));
  } catch {
    return undefined;
  }
}

function choiceOf(model: string, dtype: Dtype): string {
  return `${model} ${dtype}`;
}

function trialsOf(model: string, dtype: Dtype): string {
  return `${choiceOf(model, dtype)} trials`;
}
