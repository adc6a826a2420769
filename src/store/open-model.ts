import type { BlobStore } from "./blob-store.ts";
import { lockRecords, tidy } from "./keep-records.ts";
import { keptPaths } from "./kept-listing.ts";
import type { Listing, OpenedFiles, OpenOptions } from "./listing.ts";
import { beginOpened, endOpened, keptAlready } from "./note-opened.ts";
import { openFiles } from "./open-files.ts";
import { CARD } from "./record.ts";
import type { StorePlaces } from "./store-places.ts";

/** A model that is open: no tab removes its files. */
export interface OpenedModel extends OpenedFiles {
  /**
   * To be called when nothing is read any more: waits for what is on its way, and frees what cannot be kept, and what was deleted
   * meanwhile. Never fails: a record that could not be changed names files that are found missing when they are asked for.
   */
  close(): Promise<void>;
  /**
   * Closes it, and removes what was brought, where the files turned out to be of no use.
   * @param weights those of them that other weights of the model, where they are kept, do without
   */
  discard(weights?: readonly string[]): Promise<void>;
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
  // Of a model whose weights pass through nothing is kept that could be opened again.
  const lasts = passing.length === 0;
  const noted = await lockRecords(world, () => beginOpened(store, listing, paths, lasts, world));
  const reason = notice ?? noted.notice;
  let full = false;
  const onFull = () => {
    full = true;
  };
  const places = { lasting: store, memory, passing, onFull, ...(reason === undefined ? {} : { notice: reason }) };
  const opened = openFiles(listing, paths, places, world, options);
  const fitting = new Set(keptAlready(noted.before, listing));
  const notFitting = () => (full ? paths.filter((path) => !fitting.has(path)) : []);
  let ended: Promise<void> | undefined;
  const end = (useless: (kept: readonly string[]) => readonly string[]) => {
    ended ??= opened.settle().then(async () => {
      const dropped = (kept: readonly string[]) => [...useless(kept), ...notFitting()];
      const { leavesWaste } = await lockRecords(world, () => endOpened(store, listing, noted, dropped, world));
      if (leavesWaste && lasts) await tidy(store, world);
    });
    return ended.catch(() => undefined);
  };
  return {
    get isBroken() {
      return opened.isBroken;
    },
    files: opened.files,
    source: opened.source,
    get kept() {
      return opened.kept;
    },
    close: () => end(() => []),
    discard: (weights = paths) => end((kept) => (hasMore(kept, paths) ? weights : paths)),
  };
}

/** True where other weights of the model are kept, too. */
function hasMore(kept: readonly string[], paths: readonly string[]): boolean {
  return kept.some((path) => path !== CARD && !paths.includes(path));
}

/** Those of the paths whose files have to be fetched, and can be hashed as they come. */
async function fetchedPaths(store: BlobStore, listing: Listing, paths: readonly string[]): Promise<readonly string[]> {
  const here = await keptPaths(store, listing);
  const fetched = listing.files.filter(({ from, digest }) => "url" in from && digest?.kind === "sha256");
  return paths.filter((path) => !listing.converted && !here.has(path) && fetched.some((file) => file.path === path));
}
