import type { NamedBytes } from "../contract/bytes.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { failureOf } from "../contract/outcome.ts";
import type { ModelStore } from "./model-store.ts";
import { unzipModel } from "./unzip-model.ts";

/**
 * The model in a zip. One that was exported under Storage, or a package that was saved, is imported; the files of any
 * other are unpacked, and stay the visitor's own.
 * @throws Refusal of the import and of {@link unzipModel}
 */
export async function openZip(file: NamedBytes, store: Pick<ModelStore, "import">): Promise<ModelSource> {
  try {
    return (await store.import(file)).source;
  } catch (error) {
    // A zip that nobody saved here may be one that somebody made of a folder.
    if (failureOf(error).code !== "malformed_file") throw error;
  }
  const name = file.path.slice(file.path.lastIndexOf("/") + 1).replace(/\.zip$/i, "");
  return { kind: "files", name, files: await unzipModel(file) };
}
