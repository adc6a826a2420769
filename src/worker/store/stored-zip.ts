import type { ByteSource } from "../../contract/bytes.ts";
import { Refusal } from "../../contract/outcome.ts";

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const CENTRAL_SIZE = 46;
const LOCAL_SIZE = 30;
/** The end record lies behind at most this much comment. */
const TAIL_BYTES = END_SIZE + 0xffff;
/** More than any model has; a directory of millions would only cost time. */
const MOST_ENTRIES = 1100;

/**
 * Entries of a zip whose entries are stored, not compressed, as {@link exportModel} writes it (under 4 GiB).
 * Nothing is read but the directory; names are only names, never paths to write to.
 * @throws Refusal `malformed_file`
 */
export async function readStoredZip(file: ByteSource): Promise<ReadonlyMap<string, ByteSource>> {
  const tail = await view(file, Math.max(0, file.size - TAIL_BYTES), file.size);
  let at = tail.byteLength - END_SIZE;
  while (at >= 0 && tail.getUint32(at, true) !== END) at--;
  if (at < 0) throw malformed("it has no directory");
  const count = tail.getUint16(at + 10, true);
  const start = tail.getUint32(at + 16, true);
  const size = tail.getUint32(at + 12, true);
  if (count > MOST_ENTRIES || start + size > file.size) throw malformed("its directory is out of bounds");
  return readDirectory(file, await view(file, start, start + size), count);
}

async function readDirectory(file: ByteSource, directory: DataView, count: number): Promise<Map<string, ByteSource>> {
  const entries = new Map<string, ByteSource>();
  let at = 0;
  // Entries that lie over each other would unpack to more than the file holds.
  let room = file.size;
  for (let index = 0; index < count; index++) {
    if (at + CENTRAL_SIZE > directory.byteLength || directory.getUint32(at, true) !== CENTRAL) {
      throw malformed("its directory is damaged");
    }
    const method = directory.getUint16(at + 10, true);
    const size = directory.getUint32(at + 24, true);
    const nameLength = directory.getUint16(at + 28, true);
    const rest = directory.getUint16(at + 30, true) + directory.getUint16(at + 32, true);
    if (at + CENTRAL_SIZE + nameLength > directory.byteLength) throw malformed("its directory is damaged");
    const name = new TextDecoder().decode(
      new Uint8Array(directory.buffer, directory.byteOffset + at + CENTRAL_SIZE, nameLength),
    );
    if (method !== 0 || directory.getUint32(at + 20, true) !== size) throw malformed(`its entry ${name} is compressed`);
    if (entries.has(name)) throw malformed(`it has two entries ${name}`);
    room -= LOCAL_SIZE + nameLength + size;
    if (room < 0) throw malformed("its entries overlap");
    entries.set(name, await entryBytes(file, directory.getUint32(at + 42, true), size));
    at += CENTRAL_SIZE + nameLength + rest;
  }
  return entries;
}

async function entryBytes(file: ByteSource, offset: number, size: number): Promise<ByteSource> {
  if (offset + LOCAL_SIZE > file.size) throw malformed("an entry is out of bounds");
  const local = await view(file, offset, offset + LOCAL_SIZE);
  if (local.getUint32(0, true) !== LOCAL) throw malformed("an entry is damaged");
  const start = offset + LOCAL_SIZE + local.getUint16(26, true) + local.getUint16(28, true);
  if (start + size > file.size) throw malformed("an entry is out of bounds");
  return file.slice(start, start + size);
}

async function view(file: ByteSource, start: number, end: number): Promise<DataView> {
  return new DataView(await file.slice(start, end).arrayBuffer());
}

function malformed(why: string): Refusal {
  return new Refusal("malformed_file", `The file is no saved model: ${why}.`, {
    hint: "Choose a file that was saved by “Export” or “Save package”.",
  });
}
