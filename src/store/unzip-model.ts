import type { NamedBytes } from "../contract/bytes.ts";
import { quoted } from "../contract/malformed.ts";
import { findModelFolder } from "../contract/model-folder.ts";
import { Refusal } from "../contract/outcome.ts";
import { refuseWithoutConfig } from "../contract/without-config.ts";
import { unzipItem } from "./unzip-item.ts";
import { readZipDirectory, type ZipItem } from "./zip-directory.ts";
import { malformedZip } from "./zip-failure.ts";

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
  const folder = folderOf(zip.path, items);
  const wanted = items.filter(({ name }) => name.startsWith(folder));
  checkSizes(zip.path, wanted);
  const files: NamedBytes[] = [];
  for (const item of wanted) files.push({ path: item.name.slice(folder.length), bytes: await unzipItem(zip, item) });
  return files;
}

function folderOf(path: string, items: readonly ZipItem[]): string {
  const names = items.map(({ name }) => name);
  const folder = findModelFolder(names, path);
  if (folder !== undefined) return folder;
  const inner = names.find((name) => /\.(?:zip|tar|t?gz|7z|rar)$/i.test(name));
  if (inner !== undefined) {
    throw new Refusal("no_usable_files", `${path}: no model in it, but another archive: ${quoted(inner)}.`, {
      subject: path,
      hint: "Unpack it, and choose what is in it.",
    });
  }
  const { code, message, subject, hint } = refuseWithoutConfig(names).failure;
  throw new Refusal(code, `${path}: ${message}`, { ...(subject && { subject }), ...(hint && { hint }) });
}

function checkSizes(path: string, items: readonly ZipItem[]): void {
  const bytes = items.reduce((sum, { size }) => sum + size, 0);
  if (bytes > MOST_BYTES)
    throw malformedZip(path, `its files would unpack to ${bytes} bytes, more than the maximum ${MOST_BYTES}.`);
  const bomb = items.find(({ size, packedSize }) => size > HARMLESS_BYTES && size > MOST_RATIO * packedSize);
  if (bomb === undefined) return;
  const { name, packedSize, size } = bomb;
  throw malformedZip(
    path,
    `its entry ${quoted(name)} would unpack from ${packedSize} to ${size} bytes, more than the maximum of ${MOST_RATIO} times.`,
    "No weights shrink so much. If the file is sound, unpack it, and choose the folder.",
  );
}
