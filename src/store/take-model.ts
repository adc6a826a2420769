import { wholeRepo } from "../contract/model-source.ts";
import { refuse } from "../contract/outcome.ts";
import type { BlobStore } from "./blob-store.ts";
import { digestKey } from "./digest.ts";
import { takeIntoUse } from "./keep-records.ts";
import { keptFiles, type ModelRecord } from "./record.ts";
import type { StoreWorld } from "./store-world.ts";

/** The files of a kept model; no tab removes one of them until it is closed. */
export interface TakenModel {
  readonly name: string;
  /** Repository of the Hub that it came from, where it is the model of the whole. */
  readonly repo?: string;
  readonly files: ReadonlyMap<string, Blob>;
  close(): Promise<void>;
}

/**
 * The bytes of these files are not compared with their digests: whoever hands them on does that.
 * @throws Refusal `no_usable_files` when a file of it is not kept whole
 */
export async function takeModel(store: BlobStore, record: ModelRecord, world: StoreWorld): Promise<TakenModel> {
  const kept = keptFiles(record);
  const use = await takeIntoUse(
    store,
    kept.map(({ digest }) => digestKey(digest)),
    world,
  );
  try {
    const files = await findWhole(store, record);
    const repo = wholeRepo(record.source);
    return { name: record.name, ...(repo !== undefined && { repo }), files, close: () => use.end() };
  } catch (error) {
    await use.end();
    throw error;
  }
}

/** The kept files of a record by their paths. @throws Refusal `no_usable_files` when one is not there whole */
export async function findWhole(store: BlobStore, record: ModelRecord): Promise<ReadonlyMap<string, Blob>> {
  const found = new Map<string, Blob>();
  for (const { path, size, digest } of keptFiles(record)) {
    const blob = await store.find(digestKey(digest), size);
    if (blob === undefined) {
      throw refuse("no_usable_files", "not_whole", { path, name: record.name }, { subject: path });
    }
    found.set(path, blob);
  }
  return found;
}
