import { openDB } from "idb";
import * as v from "valibot";
import { BACKENDS, type BackendName } from "../contract/backends.ts";
import type { Dtype } from "../contract/dtypes.ts";
import { DATABASES } from "../contract/on-device.ts";

const { name: DATABASE, version: VERSION, table: TABLE } = DATABASES.choices;

/** Which backend was the fastest for a model, so that it need not be measured at every visit. */
export interface ChoiceMemory {
  recall(model: string, dtype: Dtype): Promise<BackendName | undefined>;
  remember(model: string, dtype: Dtype, backend: BackendName): Promise<void>;
  forget(model: string, dtype: Dtype): Promise<void>;
}

/** Remembers in IndexedDB. Without storage nothing is remembered, and every load measures. */
export function createChoiceMemory(): ChoiceMemory {
  const open = () => openDB(DATABASE, VERSION, { upgrade: (db) => void db.createObjectStore(TABLE) });
  const names = v.picklist(BACKENDS);
  return {
    async recall(model, dtype) {
      try {
        const found: unknown = await (await open()).get(TABLE, `${model} ${dtype}`);
        return v.is(names, found) ? found : undefined;
      } catch {
        return undefined;
      }
    },
    async remember(model, dtype, backend) {
      try {
        await (await open()).put(TABLE, backend, `${model} ${dtype}`);
      } catch {
        // Private windows and full disks: the next load measures again.
      }
    },
    async forget(model, dtype) {
      try {
        await (await open()).delete(TABLE, `${model} ${dtype}`);
      } catch {
        // Then nothing was remembered, either.
      }
    },
  };
}
