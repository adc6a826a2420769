import type { BlobStore } from "./blob-store.ts";
import { lockRecords, noteOpened, tidy, unnoteOpened } from "./keep-records.ts";
import { keptPaths } from "./kept-listing.ts";
import type { Listing, OpenedFiles, OpenOptions } from "./listing.ts";
import { openFiles } from "./open-files.ts";
import * as records from "./record.ts";
import type { StorePlaces } from "./store-places.ts";

/** A model that is open. */
export interface OpenedModel extends OpenedFiles {
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
  const passing = store.where === "memory" ? await fetchedPaths(store, listing, options.streamed ?? []) : [];
  const id = records.recordId(listing.source, world);
  const before = await records.readRecord(store, id);
  // Of a model whose weights pass through nothing is kept that could be opened again.
  const keeps = passing.length > 0 ? {} : await lockRecords(world, () => noteOpened(store, listing, paths, world));
  let full = false;
  const onFull = async () => {
    full = true;
    await lockRecords(world, () => records.removeRecord(store, id));
  };
  const places = { lasting: store, memory, passing, onFull, ...(notice === undefined ? keeps : { notice }) };
  const opened = openFiles(listing, paths, places, world, options);
  return {
    get isBroken() {
      return opened.isBroken;
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

/** Those of the paths whose files have to be fetched, and can be hashed as they come. */
async function fetchedPaths(store: BlobStore, listing: Listing, paths: readonly string[]): Promise<readonly string[]> {
  const here = await keptPaths(store, listing);
  const fetched = listing.files.filter(({ from, digest }) => "url" in from && digest?.kind === "sha256");
  return paths.filter((path) => !here.has(path) && fetched.some((file) => file.path === path));
}
