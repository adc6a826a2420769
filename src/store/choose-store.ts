import { NOTES } from "../contract/on-device.ts";
import { type Failure, failureOf, makeFailure } from "../contract/outcome.ts";
import type { BlobStore } from "./blob-store.ts";
import { openCacheStore } from "./cache-store.ts";
import { createMemoryStore } from "./memory-store.ts";
import { openOpfsStore } from "./opfs-store.ts";
import type { StoreWorld } from "./store-world.ts";

export interface ChosenStore {
  readonly store: BlobStore;
  /** Why nothing is kept after the page is closed. */
  readonly notice?: Failure;
}

type Place = () => Promise<BlobStore>;

/** Where models can be kept, the best first. */
export function placesIn(world: Pick<StoreWorld, "directory" | "caches">): readonly Place[] {
  return [() => openOpfsStore(world.directory), async () => openCacheStore(world.caches())];
}

/** The first place that this browser or frame lets us keep models in. */
export async function chooseStore(places: readonly Place[]): Promise<ChosenStore> {
  for (const open of places) {
    // There are many ways in which storage is refused, and no way to ask; the next place is tried after each.
    const store = await open().catch(() => undefined);
    if (store !== undefined && (await canKeep(store))) return { store };
  }
  return { store: createMemoryStore(), notice: makeFailure("storage", "none", {}) };
}

/**
 * Some browsers open a place that they let nobody write to: one small trial tells, where nothing was written before. A
 * place that is full keeps what it has.
 */
async function canKeep(store: BlobStore): Promise<boolean> {
  try {
    if ((await store.noteNames()).length > 0) return true;
    // A name of its own: where there are no locks, other tabs may try, too.
    const name = `${NOTES.trial}${Math.random().toString(36).slice(2)}`;
    await store.writeNote(name, name);
    const read = await store.readNote(name);
    await store.removeNote(name);
    return read === name;
  } catch (error) {
    return failureOf(error).code === "quota";
  }
}
