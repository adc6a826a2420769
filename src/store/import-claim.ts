import * as v from "valibot";
import type { ByteSource } from "../contract/bytes.ts";
import { modelManifest } from "../contract/manifest.ts";
import { sha256Of } from "./digest.ts";
import { RECORD_ENTRY } from "./export-model.ts";
import { keptFiles, type ModelRecord, modelRecord } from "./record.ts";

/** A record lists at most a thousand files; a larger one is none. */
const RECORD_BYTES = 4 * 1024 * 1024;
export const MANIFEST = "manifest.json";

export type Entries = ReadonlyMap<string, ByteSource>;

/** What a saved file says of itself. Only its files are believed, and those by their digests. */
export type Claim = Pick<ModelRecord, "name" | "manifest" | "files">;

export async function exportedModel(entries: Entries): Promise<Claim | undefined> {
  const record = await readEntry(modelRecord, entries.get(RECORD_ENTRY));
  return record && { ...record, files: keptFiles(record) };
}

export async function savedPackage(entries: Entries): Promise<Claim | undefined> {
  const entry = entries.get(MANIFEST);
  const manifest = await readEntry(modelManifest, entry);
  if (entry === undefined || manifest === undefined) return undefined;
  const itself = { path: MANIFEST, size: entry.size, sha256: await sha256Of(entry) };
  const files = [...manifest.files, itself].map(({ path, size, sha256 }) => ({
    path,
    size,
    digest: { kind: "sha256" as const, hex: sha256 },
    url: "",
  }));
  return { name: manifest.name, manifest, files };
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
