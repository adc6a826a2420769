import type { Refusal } from "../contract/outcome.ts";
import { refuseFile } from "../contract/refuse-file.ts";
import { findOtherClaim } from "./zip-extra.ts";
import { checkDistinct, checkName } from "./zip-names.ts";

const CENTRAL = 0x02014b50;
const CENTRAL_SIZE = 46;
/** Encrypted, strongly encrypted, with a directory that is encrypted. */
const ENCRYPTED = 0x2041;
const METHOD_AES = 99;
/** Of a file's mode: what kind of thing it is. Few programs ask which system wrote it. */
const TYPE_BITS = 0o170000;
const LINK_BITS = 0o120000;
/** Files, folders, and what has no mode. */
const PLAIN_BITS = [0, 0o100000, 0o040000];
/** The placeholder of a number that only the ZIP64 records have. */
export const SEE_ZIP64 = 0xffffffff;

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

export type Listed = Omit<ZipItem, "end">;

export function parseDirectory(path: string, directory: DataView, count: number): readonly Listed[] {
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
  checkDistinct(path, items);
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

const utf8 = new TextDecoder("utf-8", { fatal: true });
const codePage = new TextDecoder("ibm866");

/**
 * A name that is no UTF-8 is in some code page of a Windows, which a zip does not tell: one with a character for each byte
 * keeps different names different.
 */
function decodeName(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return codePage.decode(bytes);
  }
}

export function isZip64(path: string): Refusal {
  return refuseFile(path, "zip64", {});
}
