import { type Failure, failureOf, makeFailure } from "../contract/outcome.ts";
import type { BlobStore } from "./blob-store.ts";
import { digestKey } from "./digest.ts";
import { beginUse, countUses, type Use } from "./in-use.ts";
import type { Listing } from "./listing.ts";
import * as records from "./record.ts";
import { recordOf } from "./record-listing.ts";
import type { StoreWorld } from "./store-world.ts";

/** Files of a model that are open, as other tabs see them. */
interface Noted {
  readonly use: Use;
  /** What was kept under the model's name before. */
  readonly before: records.ModelRecord | undefined;
  /** Why nothing of it lasts, where it could not be written down. */
  readonly notice?: Failure;
}

/**
 * Says that these files of a model are in use, and writes down that they are about to be kept, before the first byte, so that a
 * download that breaks off is known. To be called while the records are locked, as are all of these.
 * @param lasts whether they are to be kept
 */
export async function beginOpened(
  store: BlobStore,
  listing: Listing,
  paths: readonly string[],
  lasts: boolean,
  world: StoreWorld,
): Promise<Noted> {
  const before = await records.readRecord(store, records.recordId(listing.source, world));
  const opened = listing.files.filter(({ path, from }) => paths.includes(path) && "url" in from);
  // An earlier commit may be what is kept again.
  const earlier = before === undefined || records.isOf(before, listing) ? [] : records.keptFiles(before);
  const files = [...opened, ...earlier];
  const keys = files.flatMap(({ digest }) => (digest === undefined ? [] : [digestKey(digest)]));
  const use = await beginUse(store, keys, world);
  try {
    return { use, before, ...(lasts && (await noteOpened(store, listing, paths, world))) };
  } catch (error) {
    await use.end();
    throw error;
  }
}

/**
 * Ends the use of these files.
 * @param dropped of the paths that are kept of this model those that are not to be kept
 * @returns whether something may be kept that no record names: it was deleted or replaced while it was open
 */
export async function endOpened(
  store: BlobStore,
  listing: Listing,
  { use, before }: Noted,
  dropped: (kept: readonly string[]) => readonly string[],
  world: StoreWorld,
): Promise<{ readonly leavesWaste: boolean }> {
  await use.end();
  const id = records.recordId(listing.source, world);
  const now = await records.readRecord(store, id);
  // Deleted or replaced meanwhile: nothing of this model is written there.
  if (now === undefined || !records.isOf(now, listing)) return { leavesWaste: true };
  const paths = new Set(dropped(now.kept));
  if (paths.size > 0) await drop(store, id, now, paths, before, world);
  return { leavesWaste: paths.size > 0 || (before !== undefined && !records.isOf(before, listing)) };
}

/** Writes down what is about to be kept. */
export async function noteOpened(
  store: BlobStore,
  listing: Listing,
  paths: readonly string[],
  world: StoreWorld,
): Promise<{ readonly notice?: Failure }> {
  const id = records.recordId(listing.source, world);
  const before = await records.readRecord(store, id);
  const isSame = before !== undefined && records.isOf(before, listing);
  // What was made here is written down when it is whole: without that it found no room or was deleted, and stays so.
  if (listing.converted && !isSame) return { notice: makeFailure("quota", "other_kept", {}) };
  if (before !== undefined && (await isMadeOf(store, before, listing))) return {};
  const kept = new Set([...keptAlready(before, listing), ...paths]);
  const record = recordOf(listing, [...kept], world.date());
  if (record === undefined) return {};
  try {
    await records.writeRecord(store, id, record);
    return {};
  } catch (error) {
    return { notice: makeFailure("quota", "not_kept", { why: failureOf(error) }) };
  }
}

/** Paths of a model that were kept already, perhaps of another commit, with the same bytes. */
export function keptAlready(before: records.ModelRecord | undefined, { files }: Listing): readonly string[] {
  if (before === undefined) return [];
  const listed = new Map(files.map(({ path, digest }) => [path, digest?.hex]));
  return records.keptFiles(before).flatMap(({ path, digest }) => (listed.get(path) === digest.hex ? [path] : []));
}

/** Another tab has made a package of this very checkpoint meanwhile: only another package takes its place. */
async function isMadeOf(store: BlobStore, before: records.ModelRecord, listing: Listing): Promise<boolean> {
  if (!before.converted || listing.converted || listing.commit === undefined) return false;
  return before.commit === listing.commit && (await records.describeRecord(store, "", before)).complete;
}

/**
 * Of the commit that is kept these paths are not; an earlier commit is what is kept again, and where there is none and nothing
 * else is kept, nothing. What other tabs use stays.
 */
async function drop(
  store: BlobStore,
  id: string,
  now: records.ModelRecord,
  paths: ReadonlySet<string>,
  before: records.ModelRecord | undefined,
  world: StoreWorld,
): Promise<void> {
  const used = await countUses(store, world);
  const isUsed = now.files.filter(({ digest }) => used.has(digestKey(digest))).map(({ path }) => path);
  const ofOthers = now.kept.filter((path) => paths.has(path) && isUsed.includes(path));
  const earlier = before?.commit === now.commit ? undefined : before;
  if (earlier !== undefined && ofOthers.length === 0) return records.writeRecord(store, id, earlier);
  const kept = now.kept.filter((path) => !paths.has(path) || ofOthers.includes(path));
  await (kept.length > 0 ? records.writeRecord(store, id, { ...now, kept }) : records.removeRecord(store, id));
}
