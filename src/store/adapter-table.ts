import { type IDBPDatabase, openDB } from "idb";
import { DATABASES } from "../contract/on-device.ts";

/** Another tab, or a browser's fault, may keep a database from ever being opened, and nothing waits for that. */
const OPEN_MS = 3000;

const { name: DATABASE, version: VERSION, table: TABLE } = DATABASES.adapters;

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
  const within = async <T>(work: (database: IDBPDatabase) => Promise<T>): Promise<T> => {
    const database = await openInTime();
    try {
      return await work(database);
    } finally {
      database.close();
    }
  };
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
      within(async (database) => {
        const transaction = database.transaction(TABLE, "readwrite");
        await Promise.all([...keys.map((key) => transaction.store.delete(key)), transaction.done]);
      }),
  };
}

function openInTime(): Promise<IDBPDatabase> {
  const opening = openDB(DATABASE, VERSION, { upgrade: (db) => void db.createObjectStore(TABLE) });
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new DOMException(`The database ${DATABASE} did not open within ${OPEN_MS / 1000} s.`, "TimeoutError"));
      void opening.then((database) => database.close()).catch(() => undefined);
    }, OPEN_MS);
    opening.then(resolve, reject).finally(() => clearTimeout(late));
  });
}
