import * as v from "valibot";
import { modelManifest, packagePath } from "../contract/manifest.ts";
import type { StoredModel } from "../contract/model-library.ts";
import { writeReference } from "../contract/write-reference.ts";
import { type ModelSource, storedSource } from "../contract/model-source.ts";
import { NOTES } from "../contract/on-device.ts";
import { parseAddress } from "../contract/parse-address.ts";
import type { BlobStore } from "./blob-store.ts";
import { digestKey } from "./digest.ts";
import type { Listing, LookUpWorld } from "./listing.ts";

/** What a file's bytes come to, as its listing says. */
export const listedDigest = v.object({
  kind: v.picklist(["sha256", "git"]),
  hex: v.pipe(v.string(), v.regex(/^[0-9a-f]{40,64}$/)),
});
export const listedSize = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const keptFile = v.object({
  path: packagePath,
  size: listedSize,
  digest: listedDigest,
  url: v.pipe(
    v.string(),
    v.check((text) => parseAddress(text) !== undefined),
  ),
});

/** What a record says of a model, as its listing does. */
export const listedModel = {
  source: storedSource,
  name: v.string(),
  origin: v.string(),
  commit: v.exactOptional(v.string()),
  manifest: v.exactOptional(modelManifest),
};

/** What is known of a kept model: enough to open it without the network. Version 1 of what is stored on the device. */
export const modelRecord = v.object({
  version: v.literal(1),
  ...listedModel,
  /** Made on this device: its files cannot be fetched again. */
  converted: v.exactOptional(v.literal(true)),
  /** Taken out of a file: what it says of itself was not found out here. */
  imported: v.exactOptional(v.literal(true)),
  /** All files of the model, kept or not. */
  files: v.array(keptFile),
  /** Paths of the files that are kept, or about to be. */
  kept: v.array(packagePath),
  lastUsed: v.number(),
});
export type ModelRecord = v.InferOutput<typeof modelRecord>;

/**
 * Name of a model in the store: its address, since an origin may hold several sites. A repository has one, and each folder of it that was opened, whatever its
 * revision: a newer commit takes the older one's place.
 */
export function recordId(source: ModelSource, { hubUrl, siteBase }: Pick<LookUpWorld, "hubUrl" | "siteBase">): string {
  if (source.kind === "hub") {
    const place =
      source.folder === undefined ? source.repo : writeReference({ repo: source.repo, folder: source.folder });
    return encodeURIComponent(`${hubUrl}/${place}`);
  }
  return encodeURIComponent(source.kind === "site" ? `${siteBase}${source.path}` : `files:${source.name}`);
}

export async function readRecord(store: BlobStore, id: string): Promise<ModelRecord | undefined> {
  const text = await store.readNote(NOTES.model + id);
  if (text === undefined) return undefined;
  try {
    const result = v.safeParse(modelRecord, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    // A record that the end of the browser cut off counts as none.
    return undefined;
  }
}

export async function readRecords(store: BlobStore): Promise<[string, ModelRecord][]> {
  const ids = (await store.noteNames())
    .filter((name) => name.startsWith(NOTES.model))
    .map((name) => name.slice(NOTES.model.length));
  const records = await Promise.all(ids.map(async (id) => [id, await readRecord(store, id)] as const));
  return records.flatMap(([id, record]) => (record === undefined ? [] : [[id, record]]));
}

export function writeRecord(store: BlobStore, id: string, record: ModelRecord): Promise<void> {
  return store.writeNote(NOTES.model + id, JSON.stringify(record));
}

export function removeRecord(store: BlobStore, id: string): Promise<void> {
  return store.removeNote(NOTES.model + id);
}

/** The model card, which says what a model is before anything else of it is here. */
export const CARD = "README.md";

/** True for a model that was looked at, but of which nothing that runs was ever fetched. */
export function isOnlyNoted({ kept }: ModelRecord): boolean {
  return kept.every((path) => path === CARD);
}

export function keptFiles({ files, kept }: ModelRecord): ModelRecord["files"] {
  return files.filter(({ path }) => kept.includes(path));
}

/** The model as the list of kept models shows it. */
export async function describeRecord(store: BlobStore, id: string, record: ModelRecord): Promise<StoredModel> {
  const files = keptFiles(record);
  const sizes = await Promise.all(files.map(({ digest }) => store.sizeOf(digestKey(digest))));
  return {
    id,
    name: record.name,
    source: record.source,
    ...(record.commit === undefined ? {} : { commit: record.commit }),
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    lastUsed: record.lastUsed,
    complete: files.every(({ size }, index) => sizes[index] === size),
  };
}

/** True for a record of this very listing: the same commit, and the same files. */
export function isOf(record: ModelRecord, { commit, files }: Listing): boolean {
  const listed = new Map(files.map(({ path, digest }) => [path, digest?.hex]));
  return record.commit === commit && record.files.every(({ path, digest }) => listed.get(path) === digest.hex);
}
