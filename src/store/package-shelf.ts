import * as v from "valibot";
import type { ByteSource, ModelFiles } from "../contract/bytes.ts";
import { modelManifest } from "../contract/manifest.ts";
import { failureOf, Refusal } from "../contract/outcome.ts";
import type { BlobStore } from "./blob-store.ts";
import { type Digest, digestKey, sha256Of } from "./digest.ts";
import type { ListedFile, Listing } from "./listing.ts";
import { putBlob } from "./put-blob.ts";

const MANIFEST = "manifest.json";

/** Where a package is put that is made on this device, file by file. */
export interface PackageShelf {
  /** What was put so far. */
  readonly files: ModelFiles;
  put(file: { readonly path: string; readonly bytes: Uint8Array }): Promise<void>;
  /**
   * The package as a model of its own, once its manifest was put.
   * @throws Refusal `malformed_file` without a right manifest
   */
  finish(): Promise<Listing>;
  /** Gives up what was put, after a conversion that failed. */
  discard(): Promise<void>;
}

/**
 * @param origin the checkpoint that the package is made of; the package goes under its name and commit
 * @param store where files are kept
 * @param siteBase address of the site, as in `LookUpWorld`
 * @param tidyStore removes from the store what no record needs
 */
export function createPackageShelf(
  origin: Listing,
  store: BlobStore,
  siteBase: string,
  tidyStore: () => Promise<void>,
): PackageShelf {
  const held = new Map<string, { readonly file: ListedFile; readonly bytes: ByteSource }>();
  let lasting: BlobStore | undefined = store;
  const bytesOf = (path: string): ByteSource => {
    const entry = held.get(path);
    if (entry === undefined)
      throw new Refusal("no_usable_files", `${origin.name} has no file ${path}.`, { subject: path });
    return entry.bytes;
  };
  const read = async (path: string) => new Uint8Array(await bytesOf(path).arrayBuffer());
  return {
    files: {
      get paths() {
        return [...held.keys()];
      },
      size: (path) => bytesOf(path).size,
      bytes: read,
      text: async (path) => new TextDecoder().decode(await read(path)),
      async *stream(path) {
        yield await read(path);
      },
    },
    async put({ path, bytes }) {
      const blob = new Blob([new Uint8Array(bytes)]);
      const digest: Digest = { kind: "sha256", hex: await sha256Of(blob) };
      const kept = lasting === undefined ? undefined : await keep(lasting, digest, blob);
      // A full disk stays full: the rest is held in memory, and nothing is asked to last.
      if (kept === undefined) lasting = undefined;
      const from = kept === undefined ? { bytes: blob } : { url: addressOfMade(origin.name, path, siteBase) };
      held.set(path, { file: { path, size: blob.size, digest, from }, bytes: kept ?? blob });
    },
    async finish() {
      const manifest = v.parse(modelManifest, JSON.parse(new TextDecoder().decode(await read(MANIFEST))));
      const files = [...held.values()].map(({ file }) => file);
      return { ...origin, converted: true, manifest, files };
    },
    async discard() {
      held.clear();
      await tidyStore();
    },
  };
}

async function keep(store: BlobStore, digest: Digest, blob: Blob): Promise<Blob | undefined> {
  const key = digestKey(digest);
  try {
    return await putBlob(store, key, blob);
  } catch (error) {
    if (!["quota", "storage"].includes(failureOf(error).code)) throw error;
    await store.remove(key);
    return undefined;
  }
}

/** There is nothing to fetch: a package that was made on a device cannot be fetched again, only made again. */
export function addressOfMade(name: string, path: string, siteBase: string): string {
  return new URL(encodeURI(`converted-here/${name}/${path}`), siteBase).href;
}
