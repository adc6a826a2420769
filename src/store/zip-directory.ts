import type { ByteSource, NamedBytes } from "../contract/bytes.ts";
import type { Refusal } from "../contract/outcome.ts";
import { refuseFile, refuseOver } from "../contract/refuse-file.ts";
import { findOtherClaim } from "./zip-extra.ts";
import { hasOnlyDescriptor, readLocalHeader } from "./zip-local-header.ts";
import { checkDistinct, checkName } from "./zip-names.ts";
import { MOST_ZIP64_BYTES, repeats } from "./zip64-records.ts";

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const END_SIZE = 22;
const CENTRAL_SIZE = 46;
/** The end record is followed by at most this much comment. */
const TAIL_BYTES = END_SIZE + 0xffff;
/** A zipped working folder has thousands of files; a directory of millions would only cost time. */
const MOST_ENTRIES = 10_000;
/** Encrypted, strongly encrypted, with a directory that is encrypted. */
const ENCRYPTED = 0x2041;
const METHOD_AES = 99;
/** Of a file's mode: what kind of thing it is. Few programs ask which system wrote it. */
const TYPE_BITS = 0o170000;
const LINK_BITS = 0o120000;
/** Files, folders, and what has no mode. */
const PLAIN_BITS = [0, 0o100000, 0o040000];
/** The placeholder of a number that only the ZIP64 records have. */
const SEE_ZIP64 = 0xffffffff;

/** A file in a zip, as the zip's directory has it. Its name is only a name, never a path to write to. */
export interface ZipItem {
  readonly name: string;
  readonly nameBytes: Uint8Array;
  readonly flags: number;
  /** 0 for stored, 8 for deflated. */
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Of its own header, in bytes from the file's start. */
  readonly offset: number;
  /** Where the next entry, or the directory, begins. */
  readonly end: number;
}

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

type Listed = Omit<ZipItem, "end">;

function parseDirectory(path: string, directory: DataView, count: number): readonly Listed[] {
  const items: Listed[] = [];
  let at = 0;
  for (let index = 0; index < count; index++) {
    const lengths = at + CENTRAL_SIZE <= directory.byteLength && directory.getUint32(at, true) === CENTRAL;
    if (!lengths) throw refuseFile(path, "zip_broken", {});
    const [name = 0, extra = 0, comment = 0] = [28, 30, 32].map((field) => directory.getUint16(at + field, true));
    const end = at + CENTRAL_SIZE + name + extra + comment;
    if (end > directory.byteLength) throw refuseFile(path, "zip_broken", {});
    items.push(parseItem(path, directory, at, name, extra));
    at = end;
  }
  if (at !== directory.byteLength) throw refuseFile(path, "zip_more", {});
  checkDistinct(
    path,
    items.map(({ name }) => name),
  );
  return items;
}

function parseItem(path: string, directory: DataView, at: number, nameLength: number, extraLength: number): Listed {
  const nameStart = directory.byteOffset + at + CENTRAL_SIZE;
  const nameBytes = new Uint8Array(directory.buffer, nameStart, nameLength);
  const extra = new DataView(directory.buffer, nameStart + nameLength, extraLength);
  // Windows PowerShell writes its own separators.
  const name = decodeName(nameBytes).replaceAll("\\", "/");
  const [flags = 0, method = 0] = [8, 10].map((field) => directory.getUint16(at + field, true));
  const [crc = 0, packedSize = 0, size = 0] = [16, 20, 24].map((field) => directory.getUint32(at + field, true));
  const offset = directory.getUint32(at + 42, true);
  checkName(path, name);
  if (flags & ENCRYPTED || method === METHOD_AES) throw refuseFile(path, "zip_encrypted", { name });
  if ([packedSize, size, offset].includes(SEE_ZIP64)) throw isZip64(path);
  const type = directory.getUint16(at + 40, true) & TYPE_BITS;
  if (type === LINK_BITS) throw refuseFile(path, "zip_link", { name });
  if (!PLAIN_BITS.includes(type)) throw refuseFile(path, "zip_device", { name });
  if (name.endsWith("/") && size > 0) throw refuseFile(path, "zip_folder_bytes", { name });
  const claim = findOtherClaim(extra, nameBytes, [size, packedSize, offset]);
  if (claim !== undefined) throw refuseFile(path, claim === "size" ? "zip_two_sizes" : "zip_two_names", { name });
  return { name, nameBytes, flags, method, crc, packedSize, size, offset };
}

/**
 * A name that is no UTF-8 is in some code page of a Windows, which a zip does not tell: one with a character for each byte
 * keeps different names different.
 */
function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("ibm866").decode(bytes);
  }
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

function isZip64(path: string): Refusal {
  return refuseFile(path, "zip64", {});
}

async function viewOf(file: ByteSource, start: number, end: number): Promise<DataView> {
  return new DataView(await file.slice(start, end).arrayBuffer());
}
