import { makeZip } from "client-zip";
import type { SavedFile } from "../contract/model-library.ts";
import { failureOf } from "../contract/outcome.ts";
import type { BlobStore } from "./blob-store.ts";
import { digestKey } from "./digest.ts";
import { lockRecords, whileUsed } from "./keep-records.ts";
import type { Listing } from "./listing.ts";
import { openFiles } from "./open-files.ts";
import { createPackageShelf, type PackageShelf } from "./package-shelf.ts";
import * as records from "./record.ts";
import { recordOf } from "./record-listing.ts";
import type { StorePlaces } from "./store-places.ts";
import type { StoreWorld } from "./store-world.ts";
import { neverAborted } from "./with-lock.ts";

/** Packages that are made here. */
export interface OwnPackages {
  /** A place for the package that is made of a checkpoint here. */
  shelve(checkpoint: Listing): Promise<PackageShelf>;
  /**
   * Keeps a package that was made here, in the place of the checkpoint.
   * @returns false where not all of it found room: its shelf is to stay open while it is read
   */
  keepConverted(converted: Listing): Promise<boolean>;
  /** All files of a model as one zip, written while it is read. */
  save(listing: Listing): Promise<SavedFile>;
}

export function createOwnPackages({ world, memory, lasting }: StorePlaces): OwnPackages {
  return {
    async shelve(checkpoint) {
      const { store } = await lasting();
      return createPackageShelf(checkpoint, store, world);
    },
    async keepConverted(converted) {
      const { store } = await lasting();
      return lockRecords(world, () => keepPackage(store, converted, world));
    },
    async save(listing) {
      const { store } = await lasting();
      const keys = listing.files.flatMap(({ digest }) => (digest === undefined ? [] : [digestKey(digest)]));
      const paths = listing.files.map(({ path }) => path);
      const name = listing.name.replace(/[^\w.-]+/g, "-").slice(0, 80);
      const bytes = await whileUsed(store, keys, world, () => {
        const { files } = openFiles(listing, paths, { lasting: store, memory }, world, { signal: neverAborted() });
        const entries = paths.map((path) => ({ name: path, input: files.stream(path), size: files.size(path) }));
        return new Response(makeZip(entries)).blob();
      });
      return { name: `${name}.zip`, bytes };
    },
  };
}

async function keepPackage(store: BlobStore, converted: Listing, world: StoreWorld): Promise<boolean> {
  const paths = converted.files.map(({ path }) => path);
  const record = recordOf(converted, paths, world.date());
  const id = records.recordId(converted.source, world);
  try {
    if (record !== undefined) {
      await records.writeRecord(store, id, record);
      return true;
    }
  } catch (error) {
    if (!["quota", "storage"].includes(failureOf(error).code)) throw error;
  }
  await records.removeRecord(store, id);
  return false;
}
