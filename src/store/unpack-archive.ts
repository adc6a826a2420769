import type { NamedBytes } from "../contract/bytes.ts";
import { untarModel } from "./untar-model.ts";
import { unzipModel } from "./unzip-model.ts";

/**
 * The files of the model in a zip or tar, told apart by the archive's name.
 * @throws Refusal of {@link unzipModel} and of {@link untarModel}
 */
export async function unpackArchive(archive: NamedBytes): Promise<readonly NamedBytes[]> {
  return /\.zip$/i.test(archive.path) ? unzipModel(archive) : untarModel(archive);
}
