import * as v from "valibot";
import type { ByteSource } from "../../contract/bytes.ts";
import { Refusal } from "../../contract/outcome.ts";
import type { BlobStore } from "./blob-store.ts";
import { digestKey, matches } from "./digest.ts";
import { RECORD_ENTRY } from "./export-model.ts";
import { putBlob } from "./put-blob.ts";
import { keptFiles, type ModelRecord, modelRecord } from "./record.ts";
import { readStoredZip } from "./stored-zip.ts";

/** A record lists at most a thousand files; a larger one is none. */
const RECORD_BYTES = 4 * 1024 * 1024;

/**
 * Puts an exported model into the store; each file is checked first.
 * @throws Refusal `malformed_file`, `integrity`, `quota`, `storage`
 */
export async function importModel(file: ByteSource, store: BlobStore, lastUsed: number): Promise<ModelRecord> {
  const entries = await readStoredZip(file);
  const record = { ...(await readRecordEntry(entries.get(RECORD_ENTRY))), lastUsed };
  for (const { path, size, digest } of keptFiles(record)) {
    const bytes = entries.get(path);
    if (bytes === undefined || bytes.size !== size || !(await matches(bytes, digest))) {
      throw new Refusal("integrity", `${path} in the exported model is not as it was saved.`, {
        subject: path,
        hint: "The file was changed, or a copy of it broke off.",
      });
    }
    await putBlob(store, digestKey(digest), bytes);
  }
  return record;
}

async function readRecordEntry(entry: ByteSource | undefined): Promise<ModelRecord> {
  if (entry !== undefined && entry.size <= RECORD_BYTES) {
    const result = v.safeParse(modelRecord, parse(new TextDecoder().decode(await entry.arrayBuffer())));
    if (result.success) return result.output;
  }
  throw new Refusal("malformed_file", `The file is no exported model: its ${RECORD_ENTRY} is missing or damaged.`, {
    hint: "Choose a file that was saved under Storage.",
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
