import { lockRecords, noteOpened, tidy, unnoteOpened } from "./keep-records.ts";
import type { Listing, OpenedFiles, OpenOptions } from "./listing.ts";
import { openFiles } from "./open-files.ts";
import * as records from "./record.ts";
import type { StorePlaces } from "./store-places.ts";

/** A model that is open. */
export interface OpenedModel extends OpenedFiles {
  /** True when one of the files could not be brought. */
  readonly isBroken: boolean;
  /** To be called when nothing is read any more: frees what cannot be kept. */
  close(): Promise<void>;
  /** Removes what was brought, where the files turned out to be of no use. */
  discard(): Promise<void>;
}

/** Begins to bring the named files; a model that was opened once is kept from then on. */
export async function openModel(
  { world, memory, lasting }: StorePlaces,
  listing: Listing,
  paths: readonly string[],
  options: OpenOptions,
): Promise<OpenedModel> {
  const { store, notice } = await lasting();
  const id = records.recordId(listing.source, world);
  const before = await records.readRecord(store, id);
  const keeps = await lockRecords(world, () => noteOpened(store, listing, paths, world));
  let full = false;
  let isBroken = false;
  const onFull = async () => {
    full = true;
    await lockRecords(world, () => records.removeRecord(store, id));
  };
  const places = { lasting: store, memory, onFull, ...(notice === undefined ? keeps : { notice }) };
  const opened = openFiles(listing, paths, places, world, options);
  opened.complete.catch(() => {
    isBroken = true;
  });
  return {
    get isBroken() {
      return isBroken;
    },
    files: opened.files,
    source: opened.source,
    get kept() {
      return opened.kept;
    },
    close: async () => {
      if (full) await tidy(store, world);
    },
    discard: async () => {
      await lockRecords(world, () => unnoteOpened(store, listing, paths, before, world));
      await tidy(store, world);
    },
  };
}
