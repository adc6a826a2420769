import { makeZip } from "client-zip";
import type { SavedFile } from "../contract/model-library.ts";
import type { BlobStore } from "./blob-store.ts";
import type { ModelRecord } from "./record.ts";
import { findWhole } from "./take-model.ts";

/** Says inside an exported file what the model is; the other entries are its files. */
export const RECORD_ENTRY = "hostless-model.json";

/**
 * A kept model as one zip (entries stored, not compressed), written while it is read.
 * @throws Refusal `no_usable_files` when a file of it is not kept whole
 */
export async function exportModel(store: BlobStore, record: ModelRecord): Promise<SavedFile> {
  const entries = [...(await findWhole(store, record))].map(([name, input]) => ({ name, input }));
  const head = { name: RECORD_ENTRY, input: new Blob([JSON.stringify(record)]) };
  const files = [head, ...entries].map(({ name, input }) => ({ name, input: new Response(input), size: input.size }));
  const name = record.name.replace(/[^\w.-]+/g, "-").slice(0, 80);
  return { name: `${name}.hostless.zip`, bytes: await new Response(makeZip(files)).blob() };
}
