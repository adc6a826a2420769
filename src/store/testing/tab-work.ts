import { createHash } from "node:crypto";
import type { ModelFiles, NamedBytes } from "../../contract/bytes.ts";
import type { StoredModel } from "../../contract/model-library.ts";
import type { ModelSource } from "../../contract/model-source.ts";
import type { Listing } from "../listing.ts";
import type { Tab } from "./fake-origin.ts";

export type Files = Readonly<Record<string, Uint8Array<ArrayBuffer>>>;

/** Bytes that no other text gives. */
export function bytesOf(text: string, length: number): Uint8Array<ArrayBuffer> {
  const start = new TextEncoder().encode(text);
  return new Uint8Array(length).map((_, index) => start[index] ?? (index * 7) % 251);
}

/** What becomes of a load once its files are here. */
export type Fate = "used" | "useless";

/** Loads a model as the model's thread does, and reads all that it opens. @throws Error for a byte that is not as in `files` */
export async function loadIn(
  { store }: Pick<Tab, "store">,
  source: ModelSource,
  paths: readonly string[],
  files: Files,
  fate: Fate = "used",
  signal = new AbortController().signal,
): Promise<void> {
  const listing = await store.lookUp(source);
  const opened = await store.open(listing, paths, { signal });
  try {
    await readAll(opened.files, paths, files);
    if (fate === "useless") await opened.discard(paths.filter((path) => path.includes("onnx")));
  } finally {
    await opened.close();
  }
}

/** What a checkpoint is converted to. */
export function packageOf(name: string, dtype: string): Files {
  const parts = {
    "config.json": bytesOf(`${name} config`, 40),
    [`onnx/model_${dtype}.onnx`]: bytesOf(`${name} ${dtype}`, 300),
    [`onnx/model_${dtype}.onnx_data`]: bytesOf(`${name} ${dtype} data`, 5000),
  };
  const files = Object.entries(parts).map(([path, bytes]) => {
    return { path, size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
  });
  const known_answer = { prompt_ids: [], token_ids: [] };
  const manifest = { format: "hostless-model", version: 1, name, files, dtypes: {}, known_answer };
  return { ...parts, "manifest.json": new TextEncoder().encode(JSON.stringify(manifest)) };
}

/**
 * Converts a checkpoint as the model's thread does, and opens what came of it; a package that is kept is opened only.
 * @param made the package's files
 */
export async function convertIn(
  tab: Pick<Tab, "store">,
  source: ModelSource,
  checkpoint: Files,
  made: Files,
): Promise<void> {
  const { store } = tab;
  const signal = new AbortController().signal;
  const listing = await store.lookUp(source);
  if (listing.converted) return openAll(tab, listing);
  const paths = Object.keys(checkpoint);
  const opened = await store.open(listing, paths, { signal });
  const shelf = await store.shelve(listing);
  const convert = async () => {
    for (const [path, bytes] of Object.entries(made)) {
      // A converter reads weights while it writes.
      await readAll(opened.files, paths, checkpoint);
      await shelf.put({ path, bytes });
      // What is made is measured.
      await readAll(shelf.files, shelf.files.paths, made);
    }
    const converted = await shelf.finish();
    await store.keepConverted(converted);
    return converted;
  };
  try {
    await openAll(tab, await convert().finally(opened.close), made);
  } finally {
    await shelf.close();
  }
}

/** Imports a saved model, and opens it. */
export async function importIn(tab: Pick<Tab, "store">, file: NamedBytes): Promise<StoredModel> {
  const imported = await tab.store.import(file);
  await openAll(tab, await tab.store.lookUp(imported.source));
  return imported;
}

async function openAll({ store }: Pick<Tab, "store">, listing: Listing, expected?: Files): Promise<void> {
  const paths = listing.files.map(({ path }) => path);
  const opened = await store.open(listing, paths, { signal: new AbortController().signal });
  try {
    await readAll(opened.files, paths, expected);
  } finally {
    await opened.close();
  }
}

async function readAll(files: ModelFiles, paths: readonly string[], expected?: Files): Promise<void> {
  for (const path of paths) {
    const bytes = await files.bytes(path);
    if (expected !== undefined && Buffer.compare(bytes, expected[path] ?? new Uint8Array(0)) !== 0)
      throw new Error(`${path} has other bytes.`);
  }
}
