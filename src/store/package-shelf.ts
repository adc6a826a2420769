import * as v from "valibot";
import type { ByteSource, ModelFiles } from "../contract/bytes.ts";
import { modelManifest } from "../contract/manifest.ts";
import { failureOf, refuse } from "../contract/outcome.ts";
import type { BlobStore } from "./blob-store.ts";
import { type Digest, digestKey, sha256Of } from "./digest.ts";
import type { Use } from "./in-use.ts";
import { takeIntoUse, tidy } from "./keep-records.ts";
import type { ListedFile, Listing } from "./listing.ts";
import { putBlob } from "./put-blob.ts";
import type { StoreWorld } from "./store-world.ts";

const MANIFEST = "manifest.json";

/** Where a package is put that is made on this device, file by file; until it is closed no tab removes a file of it. */
export interface PackageShelf {
  /** What was put so far. */
  readonly files: ModelFiles;
  put(file: { readonly path: string; readonly bytes: Uint8Array }): Promise<void>;
  /**
   * The package as a model of its own, once its manifest was put.
   * @throws Refusal `malformed_file` without a right manifest
   */
  finish(): Promise<Listing>;
  /** To be called when the package was kept and read, or given up: what no record names is removed. */
  close(): Promise<void>;
}

/**
 * @param origin the checkpoint that the package is made of; the package goes under its name and commit
 * @param store where files are kept
 */
export function createPackageShelf(origin: Listing, store: BlobStore, world: StoreWorld): PackageShelf {
  const held = new Map<string, { readonly file: ListedFile; readonly bytes: ByteSource }>();
  const uses: Use[] = [];
  let lasting: BlobStore | undefined = store;
  const bytesOf = (path: string): ByteSource => {
    const entry = held.get(path);
    if (entry === undefined) throw refuse("no_usable_files", "no_file", { name: origin.name, path }, { subject: path });
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
      if (lasting !== undefined) uses.push(await takeIntoUse(lasting, [digestKey(digest)], world));
      const kept = lasting === undefined ? undefined : await keep(lasting, digest, blob, world);
      // A full disk stays full: the rest is held in memory, and nothing is asked to last.
      if (kept === undefined) lasting = undefined;
      const from = kept === undefined ? { bytes: blob } : { url: addressOfMade(origin.name, path, world.siteBase) };
      held.set(path, { file: { path, size: blob.size, digest, from }, bytes: kept ?? blob });
    },
    async finish() {
      const manifest = v.parse(modelManifest, JSON.parse(new TextDecoder().decode(await read(MANIFEST))));
      const files = [...held.values()].map(({ file }) => file);
      return { ...origin, converted: true, manifest, files };
    },
    async close() {
      held.clear();
      await Promise.all(uses.splice(0).map((use) => use.end()));
      await tidy(store, world);
    },
  };
}

async function keep(store: BlobStore, digest: Digest, blob: Blob, world: StoreWorld): Promise<Blob | undefined> {
  try {
    return await putBlob(store, digest, blob, world.locks);
  } catch (error) {
    if (!["quota", "storage"].includes(failureOf(error).code)) throw error;
    return undefined;
  }
}

/** There is nothing to fetch: a package that was made on a device cannot be fetched again, only made again. */
export function addressOfMade(name: string, path: string, siteBase: string): string {
  return new URL(encodeURI(`converted-here/${name}/${path}`), siteBase).href;
}
