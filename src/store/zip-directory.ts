import type { ByteSource, NamedBytes } from "../contract/bytes.ts";
import type { Refusal } from "../contract/outcome.ts";
import { refuseFile, refuseOver } from "../contract/refuse-file.ts";
import { SEE_ZIP64, type ZipItem, type Listed, parseDirectory, isZip64 } from "./zip-entries.ts";
import { hasOnlyDescriptor, readLocalHeader } from "./zip-local-header.ts";
import { MOST_ZIP64_BYTES, repeats } from "./zip64-records.ts";

const END = 0x06054b50;
const END_SIZE = 22;
/** The end record is followed by at most this much comment. */
const TAIL_BYTES = END_SIZE + 0xffff;
/** A zipped working folder has thousands of files; a directory of millions would only cost time. */
const MOST_ENTRIES = 10_000;

/**
 * The directory of a zip under 4 GiB; nothing else of it is read. No entry overlaps another, none has another's name or one
 * that leads out of the zip, none is a link, a device or encrypted. Whatever else could tell another program of other files
 * (records of ZIP64, names in extra fields, bytes between the entries) has to agree.
 * @throws Refusal `malformed_file`, `limit_exceeded`
 */
export async function readZipDirectory(zip: NamedBytes): Promise<readonly ZipItem[]> {
  const { path, bytes } = zip;
  const tail = await viewOf(bytes, Math.max(0, bytes.size - TAIL_BYTES), bytes.size);
  let at = tail.byteLength - END_SIZE;
  while (
    at >= 0 &&
    !(tail.getUint32(at, true) === END && at + END_SIZE + tail.getUint16(at + 20, true) === tail.byteLength)
  )
    at--;
  if (at < 0) throw refuseFile(path, "zip_incomplete", {});
  const [disk, firstDisk, here, count] = [4, 6, 8, 10].map((field) => tail.getUint16(at + field, true));
  const [size = 0, start = 0] = [12, 16].map((field) => tail.getUint32(at + field, true));
  if (count === 0xffff || size === SEE_ZIP64 || start === SEE_ZIP64) throw isZip64(path);
  if (disk || firstDisk || here !== count) throw refuseFile(path, "zip_split", {});
  if (count === undefined || count > MOST_ENTRIES)
    throw refuseOver(path, "zip_entries", { count: count ?? 0, most: MOST_ENTRIES });
  const end = bytes.size - tail.byteLength + at;
  if (start + size > end) throw refuseFile(path, "zip_directory_end", {});
  const items = parseDirectory(path, await viewOf(bytes, start, start + size), count);
  if (start + size < end) {
    const between = await viewOf(bytes, start + size, Math.min(end, start + size + MOST_ZIP64_BYTES));
    if (!repeats(between, { end: start + size, count, size, start })) throw refuseFile(path, "zip_directories", {});
  }
  return withEnds(path, items, start);
}

/** The bytes of an entry as they are in the zip. @throws Refusal `malformed_file` */
export async function packedBytes({ path, bytes }: NamedBytes, item: ZipItem): Promise<ByteSource> {
  const start = await readLocalHeader(bytes, item);
  if (start === undefined) throw refuseFile(path, "zip_headers", { name: item.name });
  const end = start + item.packedSize;
  if (end > item.end) throw overlap(path, item);
  if (!(await hasOnlyDescriptor(bytes, item, end))) throw refuseFile(path, "zip_stray", { name: item.name });
  return bytes.slice(start, end);
}

/** Where each entry must end; data that is in two entries would unpack to more than the file holds. */
function withEnds(path: string, items: readonly Listed[], directoryStart: number): readonly ZipItem[] {
  const sorted = [...items].sort((a, b) => a.offset - b.offset);
  const before = sorted[0]?.offset ?? directoryStart;
  if (before > 0) throw refuseFile(path, "zip_begins", { bytes: before });
  return sorted.map((item, index) => {
    const end = sorted[index + 1]?.offset ?? directoryStart;
    if (item.offset + item.packedSize > end || item.offset >= end) throw overlap(path, item);
    return { ...item, end };
  });
}

function overlap(path: string, { name }: Listed): Refusal {
  return refuseFile(path, "zip_overlap", { name });
}

async function viewOf(file: ByteSource, start: number, end: number): Promise<DataView> {
  return new DataView(await file.slice(start, end).arrayBuffer());
}
