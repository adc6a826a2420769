import type { BlobStore } from "./blob-store.ts";
import { beginUse, countUses, type Use } from "./in-use.ts";
import { sweep } from "./sweep.ts";
import type { StoreWorld } from "./store-world.ts";
import { neverAborted, withLock } from "./with-lock.ts";

/** Records are read and written by one tab at a time: a half-written one would look like none, and its files like waste. */
export function lockRecords<T>(world: StoreWorld, work: () => Promise<T>): Promise<T> {
  return withLock(world.locks, "records", neverAborted(), work);
}

/** Removes what nobody needs. */
export async function tidy(store: BlobStore, world: StoreWorld): Promise<void> {
  try {
    await lockRecords(world, () => sweep(store, () => countUses(store, world)));
  } catch {
    // What could not be removed now is tried again at the next start.
  }
}

/** As {@link beginUse}, while the records are locked. */
export function takeIntoUse(store: BlobStore, keys: readonly string[], world: StoreWorld): Promise<Use> {
  return lockRecords(world, () => beginUse(store, keys, world));
}

/** Does something with files that no tab removes meanwhile; what nobody needs then is removed. */
export async function whileUsed<T>(
  store: BlobStore,
  keys: readonly string[],
  world: StoreWorld,
  work: () => Promise<T>,
): Promise<T> {
  const use = await takeIntoUse(store, keys, world);
  try {
    return await work();
  } finally {
    await use.end();
    await tidy(store, world);
  }
}
