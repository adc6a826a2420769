import * as v from "valibot";
import type { ByteSource } from "../../contract/bytes.ts";
import { modelManifest } from "../../contract/manifest.ts";
import { Refusal } from "../../contract/outcome.ts";
import type { BlobStore } from "./blob-store.ts";
import { digestKey, matches, sha256Of } from "./digest.ts";
import { RECORD_ENTRY } from "./export-model.ts";
import { addressOfMade } from "./package-shelf.ts";
import { putBlob } from "./put-blob.ts";
import { keptFiles, type ModelRecord, modelRecord } from "./record.ts";
import type { StoreWorld } from "./store-world.ts";
import { readStoredZip } from "./stored-zip.ts";

/** A record lists at most a thousand files; a larger one is none. */
const RECORD_BYTES = 4 * 1024 * 1024;
const MANIFEST = "manifest.json";

type Entries = ReadonlyMap<string, ByteSource>;

/**
 * Puts a model that was exported under Storage, or a package that was saved, into the store; each file is checked first.
 * @throws Refusal `malformed_file`, `integrity`, `quota`, `storage`
 */
export async function importModel(
  file: ByteSource,
  store: BlobStore,
  { date, siteBase }: Pick<StoreWorld, "date" | "siteBase">,
): Promise<ModelRecord> {
  const entries = await readStoredZip(file);
  const record = (await exportedRecord(entries)) ?? (await packageRecord(entries, siteBase));
  if (record === undefined) {
    const message = `The file is no saved model: its ${RECORD_ENTRY} or ${MANIFEST} is missing or damaged.`;
    throw new Refusal("malformed_file", message, {
      hint: "Choose a file that was saved by “Export” or “Save package”.",
    });
  }
  for (const { path, size, digest } of keptFiles(record)) {
    const bytes = entries.get(path);
    if (bytes === undefined || bytes.size !== size || !(await matches(bytes, digest))) {
      throw new Refusal("integrity", `${path} in the saved model is not as it was saved.`, {
        subject: path,
        hint: "The file was changed, or a copy of it broke off.",
      });
    }
    await putBlob(store, digestKey(digest), bytes);
  }
  return { ...record, lastUsed: date() };
}

async function exportedRecord(entries: Entries): Promise<ModelRecord | undefined> {
  return readEntry(modelRecord, entries.get(RECORD_ENTRY));
}

/** A package of ours, whoever made it: kept under its name among the visitor's own models, never as a Hub repository. */
async function packageRecord(entries: Entries, siteBase: string): Promise<ModelRecord | undefined> {
  const entry = entries.get(MANIFEST);
  const manifest = await readEntry(modelManifest, entry);
  if (entry === undefined || manifest === undefined) return undefined;
  const { name } = manifest;
  const itself = { path: MANIFEST, size: entry.size, sha256: await sha256Of(entry) };
  const files = [...manifest.files, itself].map(({ path, size, sha256 }) => ({
    path,
    size,
    digest: { kind: "sha256" as const, hex: sha256 },
    url: addressOfMade(name, path, siteBase),
  }));
  return {
    version: 1,
    source: { kind: "files", name, files: [] },
    name,
    origin: "this device",
    manifest,
    converted: true,
    files,
    kept: files.map(({ path }) => path),
    lastUsed: 0,
  };
}

async function readEntry<T extends v.GenericSchema>(
  schema: T,
  entry: ByteSource | undefined,
): Promise<v.InferOutput<T> | undefined> {
  if (entry === undefined || entry.size > RECORD_BYTES) return undefined;
  try {
    const result = v.safeParse(schema, JSON.parse(new TextDecoder().decode(await entry.arrayBuffer())));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
