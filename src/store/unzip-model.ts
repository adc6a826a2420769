import type { NamedBytes } from "../contract/bytes.ts";
import { refuseFile } from "../contract/refuse-file.ts";
import { findModelItems } from "./archived-model.ts";
import { unzipItem } from "./unzip-item.ts";
import { readZipDirectory } from "./zip-directory.ts";
import type { ZipItem } from "./zip-entries.ts";

/** What the files of a model may unpack to. */
export const MOST_BYTES = 4 * 1024 ** 3;
/** Weights hardly shrink: what does so more than a hundredfold, and fills memory with it, was made for that. */
export const MOST_RATIO = 100;
export const HARMLESS_BYTES = 64 * 1024 * 1024;
/**
 * The files of the model in a zip, each checked against its checksum; what is outside the model's folder is not unpacked.
 * @throws Refusal `malformed_file`, `limit_exceeded`, and `no_usable_files` where there is no model in it, or several are
 */
export async function unzipModel(zip: NamedBytes): Promise<readonly NamedBytes[]> {
  const wanted = findModelItems(zip.path, await readZipDirectory(zip));
  checkSizes(
    zip.path,
    wanted.map(([, item]) => item),
  );
  const files: NamedBytes[] = [];
  for (const [path, item] of wanted) files.push({ path, bytes: await unzipItem(zip, item) });
  return files;
}

function checkSizes(path: string, items: readonly ZipItem[]): void {
  const bytes = items.reduce((sum, { size }) => sum + size, 0);
  if (bytes > MOST_BYTES) throw refuseFile(path, "zip_unpacks", { bytes, most: MOST_BYTES });
  const bomb = items.find(({ size, packedSize }) => size > HARMLESS_BYTES && size > MOST_RATIO * packedSize);
  if (bomb === undefined) return;
  const { name, packedSize, size } = bomb;
  throw refuseFile(path, "zip_bomb", { name, packed: packedSize, bytes: size, most: MOST_RATIO });
}
