import type { NamedBytes } from "../contract/bytes.ts";
import { arrangeModel, findModelFolder } from "../contract/model-folder.ts";
import { refuse } from "../contract/outcome.ts";
import { refuseFile } from "../contract/refuse-file.ts";
import { refuseWithoutConfig } from "../contract/without-config.ts";
import { unzipItem } from "./unzip-item.ts";
import { readZipDirectory, type ZipItem } from "./zip-directory.ts";

/** What the files of a model may unpack to. */
const MOST_BYTES = 4 * 1024 ** 3;
/** Weights hardly shrink: what does so more than a hundredfold, and fills memory with it, was made for that. */
const MOST_RATIO = 100;
const HARMLESS_BYTES = 64 * 1024 * 1024;
/** What systems put beside the files when they zip a folder. */
const NO_FILE = /\/$|(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/;

/**
 * The files of the model in a zip, each checked against its checksum; what is outside the model's folder is not unpacked.
 * @throws Refusal `malformed_file`, `limit_exceeded`, and `no_usable_files` where there is no model in it, or several are
 */
export async function unzipModel(zip: NamedBytes): Promise<readonly NamedBytes[]> {
  const items = (await readZipDirectory(zip)).filter(({ name }) => !NO_FILE.test(name));
  checkHasModel(
    zip.path,
    items.map(({ name }) => name),
  );
  const arranged = arrangeModel(
    items.map(({ name }) => name),
    zip.path,
  );
  const byName = new Map(items.map((item) => [item.name, item]));
  const wanted = [...arranged].flatMap(([path, name]) => {
    const item = byName.get(name);
    return item ? [{ path, item }] : [];
  });
  checkSizes(
    zip.path,
    wanted.map(({ item }) => item),
  );
  const files: NamedBytes[] = [];
  for (const { path, item } of wanted) files.push({ path, bytes: await unzipItem(zip, item) });
  return files;
}

function checkHasModel(path: string, names: readonly string[]): void {
  if (findModelFolder(names, path) !== undefined) return;
  const inner = names.find((name) => /\.(?:zip|tar|t?gz|7z|rar)$/i.test(name));
  if (inner !== undefined) {
    throw refuse("no_usable_files", "other_archive", { zip: path, inner }, { subject: path });
  }
  const { failure: why } = refuseWithoutConfig(names);
  throw refuse("no_usable_files", "in_zip", { zip: path, why }, { ...(why.subject && { subject: why.subject }) });
}

function checkSizes(path: string, items: readonly ZipItem[]): void {
  const bytes = items.reduce((sum, { size }) => sum + size, 0);
  if (bytes > MOST_BYTES) throw refuseFile(path, "zip_unpacks", { bytes, most: MOST_BYTES });
  const bomb = items.find(({ size, packedSize }) => size > HARMLESS_BYTES && size > MOST_RATIO * packedSize);
  if (bomb === undefined) return;
  const { name, packedSize, size } = bomb;
  throw refuseFile(path, "zip_bomb", { name, packed: packedSize, bytes: size, most: MOST_RATIO });
}
