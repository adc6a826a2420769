import { makeZip } from "client-zip";
import type { NamedBytes } from "../contract/bytes.ts";
import type { SavedFile, StoredModel } from "../contract/model-library.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { failureOf, Refusal } from "../contract/outcome.ts";
import { type ChosenStore, chooseStore, placesIn } from "./choose-store.ts";
import { digestKey, matches } from "./digest.ts";
import { exportModel } from "./export-model.ts";
import { importModel } from "./import-model.ts";
import { lockRecords, noteOpened, tidy, unnoteOpened } from "./keep-records.ts";
import { agreedPaths, keptListing, keptPaths } from "./kept-listing.ts";
import type { Listing, OpenedFiles, OpenOptions } from "./listing.ts";
import { lookUp } from "./look-up.ts";
import { createMemoryStore } from "./memory-store.ts";
import { openFiles } from "./open-files.ts";
import { createPackageShelf, type PackageShelf } from "./package-shelf.ts";
import { peekFile } from "./peek-file.ts";
import * as records from "./record.ts";
import type { StoreWorld } from "./store-world.ts";

/** A model that is open. */
export interface OpenedModel extends OpenedFiles {
  /** True when one of the files could not be brought. */
  readonly isBroken: boolean;
  /** To be called when nothing is read any more: frees what cannot be kept. */
  close(): Promise<void>;
  /** Removes what was brought, where the files turned out to be of no use. */
  discard(): Promise<void>;
}

/** Models: where they are, what is kept of them on this device, and their verified bytes. */
export interface ModelStore {
  /**
   * Finds out which files a model consists of. Without the network a kept model is known as it was.
   * @throws Refusal as {@link lookUp}
   */
  lookUp(source: ModelSource, signal?: AbortSignal): Promise<Listing>;
  /** Begins to bring the named files; a model that was opened once is kept from then on. */
  open(listing: Listing, paths: readonly string[], options: OpenOptions): Promise<OpenedModel>;
  /**
   * At most the first `most` bytes of a file, for what is looked at before anybody agreed to more. A file that is no longer
   * than that is checked by its digest; the beginning of a longer one is anybody's word.
   */
  peek(listing: Listing, path: string, most: number): Promise<string>;
  /** One small file, e.g. the configuration of a model that is not kept. */
  read(listing: Listing, path: string): Promise<string>;
  /** Paths of a model's files that are kept whole, for whichever model they were brought. */
  keptPaths(listing: Listing): Promise<ReadonlySet<string>>;
  /** Those that were brought for this very model, at this commit: nothing is without the visitor's word. */
  agreedPaths(listing: Listing): Promise<ReadonlySet<string>>;
  stored(): Promise<StoredModel[]>;
  /** Hashes every kept file; damaged ones are removed, so that the next load fetches them, and only them, again. */
  verify(id: string): Promise<{ readonly damaged: readonly string[] }>;
  delete(id: string): Promise<void>;
  export(id: string): Promise<SavedFile>;
  import(file: NamedBytes): Promise<StoredModel>;
  /** A place for the package that is made of a checkpoint here. */
  shelve(checkpoint: Listing): Promise<PackageShelf>;
  /** Keeps a package that was made here, in the place of the checkpoint; what of it did not fit stays in memory. */
  keepConverted(converted: Listing): Promise<void>;
  /** All files of a model as one zip, written while it is read. */
  save(listing: Listing): Promise<SavedFile>;
}

const UNREACHABLE = new Set(["network", "offline", "server_error", "rate_limited", "cancelled"]);
/** A network that is there but answers nothing must not keep a kept model from starting. */
const PATIENCE_MS = 4000;

export function createModelStore(world: StoreWorld): ModelStore {
  const memory = createMemoryStore();
  let chosen: Promise<ChosenStore> | undefined;
  const lasting = () => {
    chosen ??= chooseStore(placesIn(world)).then(async (choice) => {
      await tidy(choice.store, world);
      return choice;
    });
    return chosen;
  };

  const known = async (id: string) => {
    const { store } = await lasting();
    const record = await records.readRecord(store, id);
    if (record === undefined)
      throw new Refusal("model_not_found", "This model is not kept on this device any more.", {
        hint: "Open it again from where it came.",
      });
    return { store, record };
  };

  /** A model whose lighter sibling may be kept in its place is known without the network, too. */
  const noted = async (listing: Listing): Promise<Listing> => {
    if (listing.source.kind !== "site" || listing.manifest?.lighter === undefined) return listing;
    const { store } = await lasting();
    await lockRecords(world, () => noteOpened(store, listing, [records.CARD], world));
    return listing;
  };

  const read: ModelStore["read"] = async (listing, path) => {
    const { store } = await lasting();
    const record = await records.readRecord(store, records.recordId(listing.source, world));
    const isOfThis = record !== undefined && record.commit === listing.commit;
    const keeps = (isOfThis && record.kept.includes(path)) || (await keptPaths(store, listing)).has(path);
    const places = { lasting: keeps ? store : memory, memory };
    const { files } = openFiles(listing, [path], places, world, { signal: new AbortController().signal });
    return files.text(path);
  };

  return {
    async lookUp(source, signal) {
      const kept = await keptListing((await lasting()).store, source, world);
      if (kept !== undefined && source.kind === "files") return kept;
      if (kept?.commit !== undefined && source.kind === "hub" && source.revision === kept.commit) return kept;
      if (kept === undefined) return noted(await lookUp(source, world, signal));
      try {
        const found = await lookUp(
          source,
          world,
          AbortSignal.any([...(signal ? [signal] : []), AbortSignal.timeout(PATIENCE_MS)]),
        );
        // Only of a commit is it known that what was made of it here is still the same.
        return kept.converted && kept.commit !== undefined && found.commit === kept.commit ? kept : found;
      } catch (error) {
        if (signal?.aborted || !UNREACHABLE.has(failureOf(error).code)) throw error;
        return kept;
      }
    },

    async open(listing, paths, options) {
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
    },

    async peek(listing, path, most) {
      const file = listing.files.find((listed) => listed.path === path);
      if (file === undefined || file.size <= most) return read(listing, path);
      return peekFile(file, most, (await lasting()).store, world.fetch);
    },

    read,
    keptPaths: async (listing) => keptPaths((await lasting()).store, listing),
    agreedPaths: async (listing) => agreedPaths((await lasting()).store, listing, world),

    async stored() {
      const { store } = await lasting();
      const all = (await records.readRecords(store)).filter(([, record]) => !records.isOnlyNoted(record));
      return Promise.all(all.map(([id, record]) => records.describeRecord(store, id, record)));
    },

    async verify(id) {
      const { store, record } = await known(id);
      const damaged: string[] = [];
      for (const { path, size, digest } of records.keptFiles(record)) {
        const key = digestKey(digest);
        const blob = await store.find(key, size);
        if (blob !== undefined && (await matches(blob, digest))) continue;
        damaged.push(path);
        await store.remove(key);
      }
      return { damaged };
    },

    async delete(id) {
      const { store } = await known(id);
      await lockRecords(world, () => records.removeRecord(store, id));
      await tidy(store, world);
    },

    async export(id) {
      const { store, record } = await known(id);
      return exportModel(store, record);
    },

    async import(file) {
      const { store } = await lasting();
      const record = await importModel(file, store, world);
      const id = records.recordId(record.source, world);
      await lockRecords(world, () => records.writeRecord(store, id, record));
      return records.describeRecord(store, id, record);
    },

    async shelve(checkpoint) {
      const { store } = await lasting();
      return createPackageShelf(checkpoint, store, world.siteBase, () => tidy(store, world));
    },

    async keepConverted(converted) {
      const { store } = await lasting();
      const paths = converted.files.map(({ path }) => path);
      const record = records.recordOf(converted, paths, world.date());
      const id = records.recordId(converted.source, world);
      if (record === undefined) return records.removeRecord(store, id);
      await records.writeRecord(store, id, record);
      await records.sweep(store);
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
