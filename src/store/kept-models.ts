import type { NamedBytes } from "../contract/bytes.ts";
import type { SavedFile, StoredModel } from "../contract/model-library.ts";
import { refuse } from "../contract/outcome.ts";
import type { BlobStore } from "./blob-store.ts";
import { digestKey } from "./digest.ts";
import { exportModel } from "./export-model.ts";
import { importModel } from "./import-model.ts";
import { countUses } from "./in-use.ts";
import { lockRecords, tidy, whileUsed } from "./keep-records.ts";
import { isRight } from "./put-blob.ts";
import * as records from "./record.ts";
import type { StorePlaces } from "./store-places.ts";
import type { StoreWorld } from "./store-world.ts";
import { type TakenModel, takeModel } from "./take-model.ts";

/** The models that are kept on this device. */
export interface KeptModels {
  stored(): Promise<StoredModel[]>;
  /** Hashes every kept file; damaged ones are removed, so that the next load fetches them, and only them, again. */
  verify(id: string): Promise<{ readonly damaged: readonly string[] }>;
  delete(id: string): Promise<void>;
  export(id: string): Promise<SavedFile>;
  import(file: NamedBytes): Promise<StoredModel>;
  /** The files of a kept model, to be closed. @throws Refusal `model_not_found`, `no_usable_files` */
  take(id: string): Promise<TakenModel>;
}

export function createKeptModels({ world, lasting }: StorePlaces): KeptModels {
  const known = async (id: string) => {
    const { store } = await lasting();
    return { store, record: await readKnown(store, id) };
  };
  return {
    async stored() {
      const { store } = await lasting();
      const all = (await records.readRecords(store)).filter(([, record]) => !records.isOnlyNoted(record));
      return Promise.all(all.map(([id, record]) => records.describeRecord(store, id, record)));
    },
    async verify(id) {
      const { store, record } = await known(id);
      return { damaged: await whileUsed(store, keysOf(record), world, () => dropDamaged(store, record, world)) };
    },
    async delete(id) {
      const { store } = await known(id);
      await lockRecords(world, () => records.removeRecord(store, id));
      await tidy(store, world);
    },
    async export(id) {
      const { store, record } = await known(id);
      return whileUsed(store, keysOf(record), world, () => exportModel(store, record));
    },
    async import(file) {
      const { store } = await lasting();
      return importModel(file, store, world);
    },
    async take(id) {
      const { store, record } = await known(id);
      return takeModel(store, record, world);
    },
  };
}

/** @throws Refusal `model_not_found` */
async function readKnown(store: BlobStore, id: string): Promise<records.ModelRecord> {
  const record = await records.readRecord(store, id);
  if (record !== undefined) return record;
  throw refuse("model_not_found", "not_kept", {});
}

function keysOf(record: records.ModelRecord): readonly string[] {
  return records.keptFiles(record).map(({ digest }) => digestKey(digest));
}

/** @returns paths of the files that were not as they should be */
async function dropDamaged(
  store: BlobStore,
  record: records.ModelRecord,
  world: StoreWorld,
): Promise<readonly string[]> {
  const damaged: string[] = [];
  for (const file of records.keptFiles(record)) {
    const blob = await store.find(digestKey(file.digest), file.size);
    if (blob !== undefined && (await isRight(blob, file.digest))) continue;
    if (await dropUnlessComing(store, file, blob, world)) damaged.push(file.path);
  }
  return damaged;
}

/** Removes a file, but for one that was not whole since somebody beside this check brings it, or brought it meanwhile. */
function dropUnlessComing(
  store: BlobStore,
  { digest, size }: records.ModelRecord["files"][number],
  blob: Blob | undefined,
  world: StoreWorld,
): Promise<boolean> {
  return lockRecords(world, async () => {
    const key = digestKey(digest);
    const uses = (await countUses(store, world)).get(key) ?? 0;
    if (blob === undefined && (uses > 1 || (await store.find(key, size)) !== undefined)) return false;
    await store.remove(key);
    return true;
  });
}
