import * as v from "valibot";
import { LOCKS, NOTES } from "../contract/on-device.ts";
import type { BlobStore } from "./blob-store.ts";
import type { StoreWorld } from "./store-world.ts";
import { type Locks, neverAborted } from "./with-lock.ts";

/**
 * Files that are being downloaded, made or read, in this tab or another one: no record may name them yet, or none any more, and
 * they must not be swept. A Web Lock on each says so, since a tab that ends frees its locks.
 */
export interface Use {
  /** Lets the files go; once is enough, and it never fails. */
  end(): Promise<void>;
}

/** Without locks a note says it, and one as old as this is of a tab that ended without a word. */
const NOTE_MS = 24 * 60 * 60 * 1000;
const useNote = v.object({ at: v.number(), keys: v.array(v.string()) });

type UseWorld = Pick<StoreWorld, "locks" | "date">;

/**
 * Says that the files with these names are in use. To be called while the records are locked: a sweep that has begun does not
 * see it.
 */
export async function beginUse(store: BlobStore, keys: Iterable<string>, world: UseWorld): Promise<Use> {
  const named = [...new Set(keys)];
  if (named.length === 0) return { end: async () => undefined };
  return (await beginByLocks(named, world.locks)) ?? beginByNote(store, named, world);
}

/** Names of the files in use, each with the number of its users. */
export async function countUses(store: BlobStore, world: UseWorld): Promise<ReadonlyMap<string, number>> {
  const held = (await world.locks?.query().catch(() => undefined))?.held ?? [];
  const locked = held.flatMap(({ name }) => (name?.startsWith(LOCKS.inUse) ? [name.slice(LOCKS.inUse.length)] : []));
  const counts = new Map<string, number>();
  for (const key of [...locked, ...(await notedKeys(store, world))]) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

async function beginByLocks(keys: readonly string[], locks: Locks | undefined): Promise<Use | undefined> {
  if (locks === undefined) return undefined;
  const held = keys.map((key) => holdLock(locks, LOCKS.inUse + key));
  const end = async () => {
    await Promise.all(held.map(({ free }) => free()));
  };
  try {
    await Promise.all(held.map(({ granted }) => granted));
    return { end };
  } catch {
    // This frame may not use locks.
    await end();
    return undefined;
  }
}

/** Shared with other holders, so that it is granted at once. */
function holdLock(
  locks: Locks,
  name: string,
): { readonly granted: Promise<void> /** Resolves when the lock is held no more. */; free(): Promise<void> } {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let grant: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    grant = resolve;
  });
  const over = locks.request(name, { signal: neverAborted(), mode: "shared" }, () => {
    grant();
    return ended;
  });
  return {
    granted: Promise.race([begun, over]),
    async free() {
      end();
      await over.catch(() => undefined);
    },
  };
}

async function beginByNote(store: BlobStore, keys: readonly string[], world: UseWorld): Promise<Use> {
  // A name of its own: other tabs use the same files.
  const name = `${NOTES.inUse}${Math.random().toString(36).slice(2)}`;
  // A full disk is no reason not to go on; what is swept then is missed where it is read.
  await store.writeNote(name, JSON.stringify({ at: world.date(), keys })).catch(() => undefined);
  // One that stays says so for a day more than it should, which keeps files and fails nobody.
  return { end: () => store.removeNote(name).catch(() => undefined) };
}

/** Of the notes; those that are out of date are removed. */
async function notedKeys(store: BlobStore, world: UseWorld): Promise<readonly string[]> {
  const names = (await store.noteNames()).filter((name) => name.startsWith(NOTES.inUse));
  const keys = await Promise.all(names.map((name) => readUse(store, name, world)));
  return keys.flat();
}

async function readUse(store: BlobStore, name: string, world: UseWorld): Promise<readonly string[]> {
  const text = await store.readNote(name);
  const note = text === undefined ? undefined : parseNote(text);
  // A clock may also be set back.
  if (note !== undefined && Math.abs(world.date() - note.at) < NOTE_MS) return note.keys;
  // The next start tries again what a tab that just crashed still holds open.
  await store.removeNote(name).catch(() => undefined);
  return [];
}

function parseNote(text: string): v.InferOutput<typeof useNote> | undefined {
  try {
    const result = v.safeParse(useNote, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
