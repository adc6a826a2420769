import { CACHE_ADDRESSES, CACHES } from "../contract/on-device.ts";
import type { BlobStore } from "./blob-store.ts";
import { memoryWriter } from "./memory-store.ts";
import { storageFailure } from "./storage-failure.ts";

const { blobs: BLOBS, notes: NOTES } = CACHE_ADDRESSES;

/** The part of a `Cache` that is used. */
interface StoreCache {
  match(url: string): Promise<Response | undefined>;
  put(url: string, response: Response): Promise<void>;
  delete(url: string): Promise<boolean>;
  keys(): Promise<readonly { readonly url: string }[]>;
}

/** The part of `CacheStorage` that is used. */
export interface StoreCaches {
  open(name: string): Promise<StoreCache>;
}

/**
 * Keeps blobs in the Cache API, for browsers without an origin private file system. It cannot append: what was begun is
 * held in memory, and put away when the writer is closed.
 * @throws DOMException where this browser or frame has no such storage
 */
export async function openCacheStore(caches: StoreCaches): Promise<BlobStore> {
  const cache = await caches.open(CACHES.models);
  const begun = new Map<string, Blob>();
  const read = async (url: string) => (await cache.match(url))?.blob();
  const put = async (url: string, body: Blob | string) => {
    try {
      await cache.put(url, new Response(body));
    } catch (error) {
      throw storageFailure(error);
    }
  };
  return {
    where: "cache",
    async find(key, size) {
      const blob = await read(BLOBS + key);
      return blob?.size === size ? blob : undefined;
    },
    sizeOf: async (key) => (await read(BLOBS + key))?.size ?? begun.get(key)?.size ?? 0,
    append: async (key) =>
      memoryWriter(begun.get(key) ?? (await read(BLOBS + key)), async (blob) => {
        begun.set(key, blob);
        await put(BLOBS + key, blob);
        begun.delete(key);
      }),
    async remove(key) {
      begun.delete(key);
      await cache.delete(BLOBS + key);
    },
    keys: () => namesUnder(cache, BLOBS),
    readNote: async (name) => (await cache.match(NOTES + name))?.text(),
    writeNote: (name, text) => put(NOTES + name, text),
    removeNote: async (name) => void (await cache.delete(NOTES + name)),
    noteNames: () => namesUnder(cache, NOTES),
  };
}

async function namesUnder(cache: StoreCache, prefix: string): Promise<string[]> {
  const requests = await cache.keys();
  return requests.filter(({ url }) => url.startsWith(prefix)).map(({ url }) => url.slice(prefix.length));
}
