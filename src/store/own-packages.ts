import { makeZip } from "client-zip";
import type { SavedFile } from "../contract/model-library.ts";
import { lockRecords, tidy } from "./keep-records.ts";
import type { Listing } from "./listing.ts";
import { openFiles } from "./open-files.ts";
import { createPackageShelf, type PackageShelf } from "./package-shelf.ts";
import * as records from "./record.ts";
import type { StorePlaces } from "./store-places.ts";

/** Packages that are made here. */
export interface OwnPackages {
  /** A place for the package that is made of a checkpoint here. */
  shelve(checkpoint: Listing): Promise<PackageShelf>;
  /** Keeps a package that was made here, in the place of the checkpoint; what of it did not fit stays in memory. */
  keepConverted(converted: Listing): Promise<void>;
  /** All files of a model as one zip, written while it is read. */
  save(listing: Listing): Promise<SavedFile>;
}

export function createOwnPackages({ world, memory, lasting }: StorePlaces): OwnPackages {
  return {
    async shelve(checkpoint) {
      const { store } = await lasting();
      return createPackageShelf(checkpoint, store, world.siteBase, () => tidy(store, world));
    },
    async keepConverted(converted) {
      const { store } = await lasting();
      const paths = converted.files.map(({ path }) => path);
      const record = records.recordOf(converted, paths, world.date());
      const id = records.recordId(converted.source, world);
      if (record === undefined) return lockRecords(world, () => records.removeRecord(store, id));
      await lockRecords(world, () => records.writeRecord(store, id, record));
      await tidy(store, world);
    },
    async save(listing) {
      const { store } = await lasting();
      const paths = listing.files.map(({ path }) => path);
      const { files } = openFiles(listing, paths, { lasting: store, memory }, world, {
        signal: new AbortController().signal,
      });
      const entries = paths.map((path) => ({ name: path, input: files.stream(path), size: files.size(path) }));
      const name = listing.name.replace(/[^\w.-]+/g, "-").slice(0, 80);
      return { name: `${name}.zip`, bytes: await new Response(makeZip(entries)).blob() };
    },
  };
}
