import type { ByteSource, NamedBytes } from "../contract/bytes.ts";
import { refuseFile, refuseOver } from "../contract/refuse-file.ts";
import { parseAttributes, type TarAttributes } from "./tar-attributes.ts";
import { checkDistinct, checkName } from "./zip-names.ts";

const BLOCK = 512;
const MOST_ENTRIES = 10_000;
/** Of a header that extends the next one: a name or a few attributes. */
const MOST_EXTENSION = 65_536;
/** What programs fill a tar up with behind its end; more is no filling, and not worth reading. */
const MOST_FILLING = 1024 * 1024;

/** A file in a tar, at its place there. */
interface TarItem {
  readonly name: string;
  readonly bytes: ByteSource;
}

interface Header {
  readonly name: string;
  readonly size: number;
  /** `0` a file, `5` a folder, `1` and `2` links, `x` and `g` attributes (POSIX), `L` a long name (GNU), others devices. */
  readonly type: string;
}

/**
 * The files in a tar archive (POSIX ustar and pax, GNU); nothing is copied. No name leads out of it or is there twice, none is
 * a link or a device, and nothing is there by which another program would see other files: bytes behind the end, sparse files,
 * attributes of all files.
 * @throws Refusal `malformed_file`, `limit_exceeded`
 */
export async function readTar(tar: NamedBytes): Promise<readonly TarItem[]> {
  const { path, bytes } = tar;
  const items: TarItem[] = [];
  let next: TarAttributes = {};
  let at = 0;
  for (let count = 0; ; count++) {
    if (count > MOST_ENTRIES) throw refuseOver(path, "zip_entries", { count, most: MOST_ENTRIES });
    const block = await readBlock(tar, at);
    if (block === undefined || block.every((byte) => byte === 0)) break;
    const header = parseHeader(block, path, at);
    const isExtension = ["x", "g", "L"].includes(header.type);
    const size = (isExtension ? undefined : next.size) ?? header.size;
    const start = at + BLOCK;
    if (start + size > bytes.size) throw refuseFile(path, "tar_broken", { at });
    at = start + Math.ceil(size / BLOCK) * BLOCK;
    const content = bytes.slice(start, start + size);
    if (isExtension) {
      next = { ...next, ...(await readExtension(header, content, path, start)) };
      continue;
    }
    const item = itemOf({ ...header, size }, next, content, path);
    if (item !== undefined) items.push(item);
    next = {};
  }
  if (items.length === 0) throw refuseFile(path, "tar_broken", { at: 0 });
  if (Object.keys(next).length > 0 || !(await isFilling(bytes, at))) throw refuseFile(path, "tar_broken", { at });
  checkDistinct(path, items);
  return items;
}

/** What a header says of the next one. */
async function readExtension({ type }: Header, content: ByteSource, path: string, at: number): Promise<TarAttributes> {
  if (content.size > MOST_EXTENSION) throw refuseFile(path, "tar_broken", { at });
  const text = new Uint8Array(await content.arrayBuffer());
  if (type === "L") return { name: new TextDecoder().decode(text).replace(/\0.*$/s, "") };
  const attributes = parseAttributes(text);
  if (attributes === undefined) throw refuseFile(path, "tar_broken", { at });
  // Attributes of all files, such as a comment; a name or a size for all of them would mean other files to other programs.
  if (type === "g" && Object.keys(attributes).length > 0) throw refuseFile(path, "tar_broken", { at });
  return attributes;
}

/** @returns `undefined` for a folder */
function itemOf(header: Header, next: TarAttributes, bytes: ByteSource, path: string): TarItem | undefined {
  const name = (next.name ?? header.name).replace(/^(?:\.\/)+/, "");
  const isFolder = header.type === "5" || name.endsWith("/");
  if (isFolder && header.size > 0) throw refuseFile(path, "zip_folder_bytes", { name });
  if (header.type === "5" && name !== "" && name !== ".") checkName(path, name);
  if (isFolder) return undefined;
  checkType(header.type, name, path);
  checkName(path, name);
  return { name, bytes };
}

function checkType(type: string, name: string, path: string): void {
  if (type === "1" || type === "2") throw refuseFile(path, "zip_link", { name });
  if (type !== "0" && type !== "7") throw refuseFile(path, "zip_device", { name });
}

/** Whether nothing but noughts comes from here on. */
async function isFilling(bytes: ByteSource, at: number): Promise<boolean> {
  if (bytes.size - at > MOST_FILLING) return false;
  const rest = await bytes.slice(Math.min(at, bytes.size), bytes.size).arrayBuffer();
  return new Uint8Array(rest).every((byte) => byte === 0);
}

/** Nothing behind the last whole block: archives that are cut at their end marks are whole all the same. */
async function readBlock({ bytes }: NamedBytes, at: number): Promise<Uint8Array | undefined> {
  if (at + BLOCK > bytes.size) return undefined;
  return new Uint8Array(await bytes.slice(at, at + BLOCK).arrayBuffer());
}

function parseHeader(block: Uint8Array, path: string, at: number): Header {
  const text = (start: number, length: number) =>
    new TextDecoder().decode(block.subarray(start, start + length)).replace(/\0.*$/s, "");
  const sum = block.reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 0x20 : byte), 0);
  const size = parseNumber(block.subarray(124, 136));
  if (sum !== Number.parseInt(text(148, 8).trim(), 8) || size === undefined)
    throw refuseFile(path, "tar_broken", { at });
  const prefix = text(257, 5) === "ustar" && block[263] === 0x30 ? text(345, 155) : "";
  const name = text(0, 100);
  return { name: prefix === "" ? name : `${prefix}/${name}`, size, type: text(156, 1) || "0" };
}

/** Octal digits, or, as GNU writes what is too large for these, a number of bytes behind a first one of 128. */
function parseNumber(field: Uint8Array): number | undefined {
  if (field[0] === 0x80) return toSize(field.subarray(1).reduce((value, byte) => value * 256 + byte, 0));
  const digits = new TextDecoder().decode(field).replace(/\0.*$/s, "").trim();
  return /^[0-7]*$/.test(digits) ? toSize(Number.parseInt(digits || "0", 8)) : undefined;
}

function toSize(value: number): number | undefined {
  return Number.isSafeInteger(value) ? value : undefined;
}
