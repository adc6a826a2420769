import { refuseFile, refuseOver } from "../../contract/refuse-file.ts";
import type { ByteSource, NamedBytes } from "../../contract/bytes.ts";
import { crc32 } from "../../contract/crc32.ts";
import { toUtf8 } from "../utf8.ts";
import { READ_LIMITS } from "./limits.ts";
import { decodeText, readRange } from "./read-range.ts";

/** A file inside a zip, not compressed. Its name is only a name, never a path. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: ByteSource;
  /** @throws Refusal `malformed_file` when the checksum is another */
  verify(bytes: Uint8Array<ArrayBuffer>): void;
}

interface Listed {
  readonly name: string;
  readonly flags: number;
  readonly crc: number;
  readonly size: number;
  readonly offset: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const DESCRIPTOR = 0x08074b50;
const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
/** Sizes come after the data; names are UTF-8. Everything else (encryption, patches) is refused. */
const FLAG_DESCRIPTOR = 0x0008;
const FLAGS = FLAG_DESCRIPTOR | 0x0800;

/**
 * The entries of a zip as `torch.save` writes it: stored, not compressed; entry after entry from the first byte to the
 * central directory, without gap or overlap; both headers of an entry saying the same. All else is refused, so that no
 * other reader can see another content in the same file.
 * @throws Refusal `malformed_file`, `limit_exceeded`
 */
export async function readZip(file: NamedBytes): Promise<Map<string, ZipEntry>> {
  const directory = await readEnd(file);
  const listed = parseDirectory(await readRange(file, directory.start, directory.end), directory.count, file.path);
  const entries = new Map<string, ZipEntry>();
  // Torch itself finds its entries whatever their capitals.
  const taken = new Set<string>();
  let at = 0;
  for (const entry of [...listed].sort((a, b) => a.offset - b.offset)) {
    if (entry.offset !== at)
      throw refuseFile(file.path, "torch_zip_at", { name: entry.name, found: `${entry.offset}`, at: `${at}` });
    const name = entry.name.toLowerCase();
    if (taken.has(name)) throw refuseFile(file.path, "torch_zip_twice", { name: entry.name });
    taken.add(name);
    const data = await readLocal(file, entry);
    entries.set(entry.name, openEntry(file, entry, data));
    at = await readDescriptor(file, entry, data + entry.size);
  }
  if (at !== directory.start)
    throw refuseFile(file.path, "torch_zip_directory", { found: `${directory.start}`, at: `${at}` });
  return entries;
}

function openEntry(file: NamedBytes, { name, crc, size }: Listed, start: number): ZipEntry {
  if (start + size > file.bytes.size) throw refuseFile(file.path, "torch_zip_ends", { name });
  return {
    name,
    bytes: file.bytes.slice(start, start + size),
    verify(bytes) {
      if (crc32(bytes) !== crc) throw refuseFile(file.path, "torch_zip_checksum", { name });
    },
  };
}

/** The last 22 bytes, without a comment; before them, where torch wrote it, the ZIP64 form of the same. */
async function readEnd(file: NamedBytes): Promise<{ start: number; end: number; count: number }> {
  const tail = Math.min(98, file.bytes.size);
  const from = file.bytes.size - tail;
  const view = viewOf(await readRange(file, from, file.bytes.size));
  if (tail < 22 || view.getUint32(tail - 22, true) !== END) throw refuseFile(file.path, "torch_zip_incomplete", {});
  const end = tail - 22;
  const short = (offset: number) => view.getUint16(end + offset, true);
  const [disk, directoryDisk, here, count] = [short(4), short(6), short(8), short(10)];
  const [size, start] = [view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
  const comment = view.getUint16(end + 20, true);
  if (disk || directoryDisk || here !== count || comment) throw refuseFile(file.path, "torch_zip_parts", {});
  const has64 = tail === 98 && view.getUint32(56, true) === LOCATOR64;
  const expected = from + (has64 ? 0 : end);
  if (has64) checkEnd64(view, { from, size, start, count }, file.path);
  if (start + size !== expected) throw refuseFile(file.path, "torch_zip_end", {});
  if (size > READ_LIMITS.zipDirectoryBytes) {
    throw refuseOver(file.path, "directory_bytes", { bytes: size, most: READ_LIMITS.zipDirectoryBytes });
  }
  return { start, end: start + size, count };
}

/** ZIP64 end record (56 bytes) and its locator (20 bytes) must say exactly what the plain end record says. */
function checkEnd64(
  view: DataView,
  plain: { from: number; size: number; start: number; count: number },
  path: string,
): void {
  const big = (at: number) => view.getBigUint64(at, true);
  const same =
    view.getUint32(0, true) === END64 &&
    big(4) === 44n &&
    view.getUint32(16, true) === 0 &&
    view.getUint32(20, true) === 0 &&
    big(24) === BigInt(plain.count) &&
    big(32) === BigInt(plain.count) &&
    big(40) === BigInt(plain.size) &&
    big(48) === BigInt(plain.start) &&
    view.getUint32(60, true) === 0 &&
    big(64) === BigInt(plain.from) &&
    view.getUint32(72, true) === 1;
  if (same) return;
  throw refuseFile(path, "torch_zip_ends_differ", {});
}

function parseDirectory(bytes: Uint8Array<ArrayBuffer>, count: number, path: string): Listed[] {
  if (count > READ_LIMITS.zipEntries) throw refuseOver(path, "zip_entries", { count, most: READ_LIMITS.zipEntries });
  const view = viewOf(bytes);
  const listed: Listed[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL) throw refuseFile(path, "torch_zip_broken", {});
    const [flags = 0, method] = [8, 10].map((field) => view.getUint16(at + field, true));
    const [crc = 0, packed, size = 0] = [16, 20, 24].map((field) => view.getUint32(at + field, true));
    const [nameLength = 0, extra = 0, comment = 0, disk] = [28, 30, 32, 34].map((field) =>
      view.getUint16(at + field, true),
    );
    const end = at + 46 + nameLength + extra + comment;
    if (end > bytes.length) throw refuseFile(path, "torch_zip_early", {});
    const name = decodeText(bytes.subarray(at + 46, at + 46 + nameLength), path);
    checkName(name, path);
    if (method !== 0 || packed !== size) throw refuseFile(path, "torch_zip_compressed", { name });
    if (flags & ~FLAGS || disk || comment) throw refuseFile(path, "torch_zip_flags", { name });
    listed.push({ name, flags, crc, size, offset: view.getUint32(at + 42, true) });
    at = end;
  }
  if (at !== bytes.length) throw refuseFile(path, "torch_zip_stray", {});
  return listed;
}

/** Names are never used as paths; refused are those that exist only to be misused as such. */
function checkName(name: string, path: string): void {
  const parts = name.split("/");
  if (parts.some((part) => part === "" || part === "." || part === "..") || /[\\:]|\p{Cc}/u.test(name)) {
    throw refuseFile(path, "torch_zip_name", { name });
  }
}

/** Checks the header before the data against the directory. Returns where the data begins. */
async function readLocal(file: NamedBytes, listed: Listed): Promise<number> {
  const nameBytes = toUtf8(listed.name);
  const dataOrExtra = listed.offset + 30 + nameBytes.length;
  const header = await readRange(file, listed.offset, dataOrExtra);
  const view = viewOf(header);
  const [crc, packed, size] = [14, 18, 22].map((at) => view.getUint32(at, true));
  const sizesMatch = crc === listed.crc && packed === listed.size && size === listed.size;
  const sizesFollow = Boolean(listed.flags & FLAG_DESCRIPTOR) && crc === 0 && packed === 0 && size === 0;
  const same =
    view.getUint32(0, true) === LOCAL &&
    view.getUint16(6, true) === listed.flags &&
    view.getUint16(8, true) === 0 &&
    view.getUint16(26, true) === nameBytes.length &&
    nameBytes.every((byte, i) => byte === header[30 + i]) &&
    (sizesMatch || sizesFollow);
  if (!same) throw refuseFile(file.path, "torch_zip_headers", { name: listed.name });
  return dataOrExtra + view.getUint16(28, true);
}

/** Checks what comes after the data, if anything. Returns where the entry ends. */
async function readDescriptor(file: NamedBytes, listed: Listed, at: number): Promise<number> {
  if (!(listed.flags & FLAG_DESCRIPTOR)) return at;
  const view = viewOf(await readRange(file, at, at + 16));
  const same =
    view.getUint32(0, true) === DESCRIPTOR &&
    view.getUint32(4, true) === listed.crc &&
    view.getUint32(8, true) === listed.size &&
    view.getUint32(12, true) === listed.size;
  if (!same) throw refuseFile(file.path, "torch_zip_sizes", { name: listed.name });
  return at + 16;
}

function viewOf(bytes: Uint8Array<ArrayBuffer>): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
