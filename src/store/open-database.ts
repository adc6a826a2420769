import { type IDBPDatabase, openDB } from "idb";

/** Another tab, or a browser's fault, may keep a database from ever being opened, and nothing waits for that. */
const OPEN_MS = 3000;

/** A database of IndexedDB with its one table. */
interface NamedDatabase {
  readonly name: string;
  readonly version: number;
  readonly table: string;
}

/** Has work done in a database that is open as long as that takes. @throws DOMException (of the promise) of the browser */
export function withinDatabase(named: NamedDatabase): <T>(work: (database: IDBPDatabase) => Promise<T>) => Promise<T> {
  return async (work) => {
    const database = await openInTime(named);
    try {
      return await work(database);
    } finally {
      database.close();
    }
  };
}

function openInTime({ name, version, table }: NamedDatabase): Promise<IDBPDatabase> {
  const opening = openDB(name, version, { upgrade: (db) => void db.createObjectStore(table) });
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new DOMException(`The database ${name} did not open within ${OPEN_MS / 1000} s.`, "TimeoutError"));
      void opening.then((database) => database.close()).catch(() => undefined);
    }, OPEN_MS);
    opening.then(resolve, reject).finally(() => clearTimeout(late));
  });
}
