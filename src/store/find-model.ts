import type { ModelSource } from "../contract/model-source.ts";
import { failureOf } from "../contract/outcome.ts";
import { lockRecords } from "./keep-records.ts";
import { agreedPaths, keptListing, keptPaths } from "./kept-listing.ts";
import type { Listing } from "./listing.ts";
import { lookUp } from "./look-up.ts";
import { noteOpened } from "./note-opened.ts";
import { openFiles } from "./open-files.ts";
import { peekFile } from "./peek-file.ts";
import * as records from "./record.ts";
import type { StorePlaces } from "./store-places.ts";
import { neverAborted } from "./with-lock.ts";

/** Finds models, and what of them is here. */
export interface ModelFinder {
  /**
   * Finds out which files a model consists of. Without the network a kept model is known as it was; one that is kept whole also where
   * its host lets this visitor in no more.
   * @throws Refusal as {@link lookUp}
   */
  lookUp(source: ModelSource, signal?: AbortSignal): Promise<Listing>;
  /**
   * At most the first `most` bytes of a file, for what is looked at before the visitor agreed to more. A file that is no longer
   * than that is checked by its digest; the beginning of a longer one is unchecked.
   */
  peek(listing: Listing, path: string, most: number): Promise<string>;
  /** One small file, e.g. the configuration of a model that is not kept. */
  read(listing: Listing, path: string): Promise<string>;
  /** Paths of a model's files that are kept whole, for whichever model they were brought. */
  keptPaths(listing: Listing): Promise<ReadonlySet<string>>;
  /** Those that were brought for this very model, at this commit: nothing is without the visitor's word. */
  agreedPaths(listing: Listing): Promise<ReadonlySet<string>>;
}

const UNREACHABLE = new Set(["network", "offline", "server_error", "rate_limited", "cancelled"]);
/** A network that is there but answers nothing must not keep a kept model from starting. */
const PATIENCE_MS = 4000;

export function createFinder(places: StorePlaces): ModelFinder {
  const { world, lasting } = places;
  const read: ModelFinder["read"] = (listing, path) => readSmall(places, listing, path);
  return {
    lookUp: (source, signal) => findModel(places, source, signal),
    async peek(listing, path, most) {
      const file = listing.files.find((listed) => listed.path === path);
      if (file === undefined || file.size <= most) return read(listing, path);
      return peekFile(file, most, (await lasting()).store, world.fetch);
    },
    read,
    keptPaths: async (listing) => keptPaths((await lasting()).store, listing),
    agreedPaths: async (listing) => agreedPaths((await lasting()).store, listing, world),
  };
}

async function findModel(places: StorePlaces, source: ModelSource, signal?: AbortSignal): Promise<Listing> {
  const { world, lasting } = places;
  const kept = await keptListing((await lasting()).store, source, world);
  if (kept !== undefined && source.kind === "files") return kept;
  if (kept?.commit !== undefined && source.kind === "hub" && source.revision === kept.commit) return kept;
  if (kept === undefined) return noted(places, await lookUp(source, world, signal));
  try {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const found = await lookUp(source, world, AbortSignal.any([...(signal ? [signal] : []), patience]));
    // Only of a commit is it known that what was made of it here is still the same.
    return kept.converted && kept.commit !== undefined && found.commit === kept.commit ? kept : found;
  } catch (error) {
    if (signal?.aborted) throw error;
    const { code } = failureOf(error);
    if (UNREACHABLE.has(code)) return kept;
    // Whoever brought a closed repository here has it, also once the token is gone; what is not whole can only be fetched.
    if (code === "unauthorized" && (await isKeptWhole(places, source))) return kept;
    throw error;
  }
}

async function isKeptWhole({ world, lasting }: StorePlaces, source: ModelSource): Promise<boolean> {
  const { store } = await lasting();
  const record = await records.readRecord(store, records.recordId(source, world));
  if (record === undefined || records.isOnlyNoted(record)) return false;
  return (await records.describeRecord(store, "", record)).complete;
}

/** A model whose lighter sibling may be kept in its place is known without the network, too. */
async function noted({ world, lasting }: StorePlaces, listing: Listing): Promise<Listing> {
  if (listing.source.kind !== "site" || listing.manifest?.lighter === undefined) return listing;
  const { store } = await lasting();
  await lockRecords(world, () => noteOpened(store, listing, [records.CARD], world));
  return listing;
}

async function readSmall({ world, memory, lasting }: StorePlaces, listing: Listing, path: string): Promise<string> {
  const { store } = await lasting();
  const record = await records.readRecord(store, records.recordId(listing.source, world));
  const isOfThis = record !== undefined && record.commit === listing.commit;
  const keeps = (isOfThis && record.kept.includes(path)) || (await keptPaths(store, listing)).has(path);
  const places = { lasting: keeps ? store : memory, memory };
  const { files } = openFiles(listing, [path], places, world, { signal: neverAborted() });
  return files.text(path);
}
