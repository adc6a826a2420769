import * as v from "valibot";
import { type ModelSource, type StoredSource, storedSource, withoutFiles } from "../contract/model-source.ts";
import { LOCAL_ITEMS, LOCKS } from "../contract/on-device.ts";

const KEY = LOCAL_ITEMS.loadUnderWay;
/** Held while any tab loads: a note without the lock is one whose tab crashed. */
const LOCK = LOCKS.load;

/** The part of `LockManager` that is used; tests bring their own. */
interface Locks {
  query(): Promise<{ readonly held?: readonly { readonly name?: string }[] }>;
  request<T>(name: string, options: { readonly mode: "shared" }, work: () => Promise<T>): Promise<T>;
}

interface LoadWatchWorld {
  /** `localStorage`, or undefined where the browser forbids it. */
  readonly storage: Pick<Storage, "getItem" | "setItem" | "removeItem"> | undefined;
  /** `navigator.locks`, or undefined where there are none. */
  readonly locks: Locks | undefined;
  /** For `pagehide`, which comes when a page is left but not when it crashes. */
  readonly page: Pick<EventTarget, "addEventListener">;
}

/**
 * Remembers that a load is under way, across a crash of the whole tab: running out of memory in the model's thread takes
 * the page with it. A page that finds a crashed load must not load by itself again.
 */
export interface LoadWatch {
  /** What was being loaded when the page crashed, if it did. */
  crashed(): Promise<StoredSource | undefined>;
  /** Takes the note of a crash away: the visitor has seen it. */
  forget(): void;
  around<T>(source: ModelSource, load: () => Promise<T>): Promise<T>;
}

export function createLoadWatch({ storage, locks, page }: LoadWatchWorld): LoadWatch {
  let underWay = 0;
  const forget = () => storage?.removeItem(KEY);
  page.addEventListener("pagehide", () => {
    if (underWay > 0) forget();
  });
  return {
    forget,
    async crashed() {
      const crashed = parseNote(storage?.getItem(KEY) ?? null);
      if (crashed === undefined) return undefined;
      const held = (await locks?.query().catch(() => undefined))?.held ?? [];
      return held.some(({ name }) => name === LOCK) ? undefined : crashed;
    },
    async around(source, load) {
      storage?.setItem(KEY, JSON.stringify(withoutFiles(source)));
      underWay++;
      let hasBegun = false;
      const begin = () => {
        hasBegun = true;
        return load();
      };
      try {
        return await (locks === undefined ? begin() : locks.request(LOCK, { mode: "shared" }, begin));
      } catch (error) {
        if (hasBegun) throw error;
        // A frame of another site may be refused locks as it is refused storage; the model loads all the same.
        return await load();
      } finally {
        underWay--;
        if (underWay === 0) forget();
      }
    },
  };
}

function parseNote(text: string | null): StoredSource | undefined {
  if (text === null) return undefined;
  try {
    return v.parse(storedSource, JSON.parse(text));
  } catch {
    return undefined;
  }
}
