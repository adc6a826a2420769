import { DATABASES } from "../contract/on-device.ts";
import { withinDatabase } from "./open-database.ts";

const { table: TABLE } = DATABASES.adapters;

/** Where adapters lie: a table of values by their keys. Tests bring their own. */
export interface AdapterTable {
  /** All whose key begins so. */
  list(prefix: string): Promise<readonly (readonly [string, unknown])[]>;
  get(key: string): Promise<unknown>;
  /** All of them, or none. */
  put(entries: readonly (readonly [string, unknown])[]): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
}

/** In IndexedDB. */
export function browserAdapterTable(): AdapterTable {
  const within = withinDatabase(DATABASES.adapters);
  return {
    list: (prefix) =>
      within(async (database) => {
        const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
        const store = database.transaction(TABLE).store;
        const [keys, values] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
        return keys.map((key, i) => [String(key), values[i]] as const);
      }),
    get: (key) => within((database) => database.get(TABLE, key)),
    put: (entries) =>
      within(async (database) => {
        const transaction = database.transaction(TABLE, "readwrite");
        await Promise.all([...entries.map(([key, value]) => transaction.store.put(value, key)), transaction.done]);
      }),
    remove: (keys) =>
      within((database) => {
        const { store, done } = database.transaction(TABLE, "readwrite");
        return Promise.all([...keys.map((key) => store.delete(key)), done]).then(() => undefined);
      }),
  };
}
