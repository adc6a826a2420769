import { failureOf } from "../contract/outcome.ts";
import type { BlobStore } from "./blob-store.ts";
import type { Listing } from "./listing.ts";
import * as records from "./record.ts";
import type { StoreWorld } from "./store-world.ts";
import { withLock } from "./with-lock.ts";

/** Records are read and written by one tab at a time: a half-written one would look like none, and its files like waste. */
export function lockRecords<T>(world: StoreWorld, work: () => Promise<T>): Promise<T> {
  return withLock(world.locks, "records", new AbortController().signal, work);
}

/** Removes what nobody needs. */
export async function tidy(store: BlobStore, world: StoreWorld): Promise<void> {
  try {
    await lockRecords(world, () => records.sweep(store));
  } catch {
    // What could not be removed now is tried again at the next start.
  }
}

/** Writes down what is about to be kept, before the first byte, so that a download that breaks off is known. */
export async function noteOpened(
  store: BlobStore,
  listing: Listing,
  paths: readonly string[],
  world: StoreWorld,
): Promise<{ readonly notice?: string }> {
  const id = records.recordId(listing.source, world);
  const before = await records.readRecord(store, id);
  const same = before?.files.filter(({ path, digest }) =>
    listing.files.some((file) => file.path === path && file.digest?.hex === digest.hex),
  );
  const still = (before?.kept ?? []).filter((path) => same?.some((file) => file.path === path));
  const record = records.recordOf(listing, [...new Set([...still, ...paths])], world.date());
  if (record === undefined) return {};
  try {
    await records.writeRecord(store, id, record);
    return {};
  } catch (error) {
    return { notice: `${failureOf(error).message} The model is gone when the page is closed.` };
  }
}

/** Takes {@link noteOpened} back: files of no use are not kept, and an earlier commit is what is kept again. */
export async function unnoteOpened(
  store: BlobStore,
  listing: Listing,
  paths: readonly string[],
  before: records.ModelRecord | undefined,
  world: StoreWorld,
): Promise<void> {
  const id = records.recordId(listing.source, world);
  const kept = before?.commit === listing.commit ? before?.kept.filter((path) => !paths.includes(path)) : before?.kept;
  if (before === undefined || kept === undefined || kept.length === 0) return records.removeRecord(store, id);
  await records.writeRecord(store, id, { ...before, kept });
}
