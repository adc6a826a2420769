import type { ByteSource } from "../contract/bytes.ts";
import { NOTES } from "../contract/on-device.ts";
import { type Refusal, refuse } from "../contract/outcome.ts";
import type { Validator } from "./admit-answer.ts";
import type { BlobStore } from "./blob-store.ts";
import { type Digest, digestKey, matches } from "./digest.ts";
import { download } from "./download.ts";
import type { ListedFile } from "./listing.ts";
import { isRight } from "./put-blob.ts";
import { readBack } from "./read-back.ts";
import { storageFailure } from "./storage-failure.ts";
import type { StoreWorld } from "./store-world.ts";
import { withLock } from "./with-lock.ts";

/** A file that somebody vouches for. */
export type Wanted = ListedFile & { readonly digest: Digest };

/** How a file is brought. */
export interface Bringing {
  readonly world: StoreWorld;
  readonly signal: AbortSignal;
  /** Bytes of the file with that {@link digestKey} that are here so far, while this tab downloads it. */
  readonly onBytes: (key: string, loaded: number, paused?: boolean) => void;
}

/**
 * A file out of a place where files are kept: what is there already, once it was hashed, else what is downloaded into it,
 * by one tab for all.
 * @throws Refusal `integrity`, and those of the download and of the place
 */
export async function bringFile(store: BlobStore, file: Wanted, bringing: Bringing): Promise<Blob> {
  const key = digestKey(file.digest);
  const whole = await store.find(key, file.size);
  if (whole !== undefined && (await isRight(whole, file.digest))) return whole;
  const locks = store.where === "memory" ? undefined : bringing.world.locks;
  return withLock(locks, key, bringing.signal, () => fetchInto(store, file, key, bringing));
}

async function fetchInto(store: BlobStore, file: Wanted, key: string, bringing: Bringing): Promise<Blob> {
  const whole = await store.find(key, file.size);
  if (whole !== undefined) {
    // Another tab has brought it meanwhile, or what was kept was damaged on the device.
    if (await isRight(whole, file.digest)) return whole;
    await store.remove(key);
  }
  await append(store, file, key, bringing);
  const blob = await readBack(store, key, file.size);
  if (await isRightAsKept(blob, file.digest)) return blob;
  // What cannot be removed is hashed at the next try, and found wrong again.
  await store.remove(key).catch(() => undefined);
  throw wrongBytes(file.path);
}

export function wrongBytes(path: string): Refusal {
  return refuse("integrity", "changed_on_way", { path }, { subject: path });
}

async function append(store: BlobStore, file: Wanted, key: string, bringing: Bringing): Promise<void> {
  if (!("url" in file.from)) return;
  const { world, signal, onBytes } = bringing;
  const validator = await openValidator(store, key);
  const writer = await store.append(key);
  if (writer.size > file.size) writer.restart();
  try {
    await download(
      {
        url: file.from.url,
        path: file.path,
        size: file.size,
        cached: store.where === "memory" && isOfSite(file.from.url, world),
        writer,
        validator,
        onBytes: (loaded, paused) => onBytes(key, loaded, paused),
        signal,
      },
      world,
    );
    await writer.close();
  } catch (error) {
    await keepBegun(store, key, writer);
    throw error;
  }
  await validator.set(undefined);
}

/** Other hosts' addresses of large files are made for one download, and never found in a cache again. */
export function isOfSite(url: string, { siteBase }: Pick<StoreWorld, "siteBase">): boolean {
  return url.startsWith(siteBase);
}

/** After a failure the bytes so far stay for the next try, unless there is no room for them. The failure is what is told. */
async function keepBegun(store: BlobStore, key: string, writer: { close(): Promise<void> }): Promise<void> {
  await writer
    .close()
    .catch(() => store.remove(key))
    .catch(() => undefined);
}

/** The validator of a begun file, kept beside it so that it outlives the browser. */
async function openValidator(store: BlobStore, key: string): Promise<Validator> {
  const note = NOTES.etag + key;
  let etag = await store.readNote(note);
  return {
    get etag() {
      return etag;
    },
    async set(now) {
      etag = now;
      // One that stays beside no bytes, or beside all of them, is not compared with anything.
      await (now === undefined ? store.removeNote(note).catch(() => undefined) : store.writeNote(note, now));
    },
  };
}

/** @throws Refusal `storage` where the browser cannot read what it has just kept: nobody sent wrong bytes */
function isRightAsKept(bytes: ByteSource, digest: Digest): Promise<boolean> {
  return matches(bytes, digest).catch((error) => {
    throw storageFailure(error);
  });
}
