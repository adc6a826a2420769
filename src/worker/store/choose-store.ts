import type { BlobStore } from "./blob-store.ts";
import { openCacheStore } from "./cache-store.ts";
import { createMemoryStore } from "./memory-store.ts";
import { openOpfsStore } from "./opfs-store.ts";
import type { StoreWorld } from "./store-world.ts";

export interface ChosenStore {
  readonly store: BlobStore;
  /** Why nothing is kept after the page is closed. */
  readonly notice?: string;
}

/** The best place that this browser or frame lets us keep models in. */
export async function chooseStore(world: StoreWorld): Promise<ChosenStore> {
  const opfs = await orNothing(() => openOpfsStore(world.directory));
  if (opfs !== undefined) return { store: opfs };
  const cache = await orNothing(() => openCacheStore(world.caches()));
  if (cache !== undefined) return { store: cache };
  return { store: createMemoryStore(), notice: "This browser gives the page no storage." };
}

/** There are many ways in which storage is refused, and no way to ask; the next place is tried after each. */
async function orNothing<T>(open: () => Promise<T>): Promise<T | undefined> {
  try {
    return await open();
  } catch {
    return undefined;
  }
}
