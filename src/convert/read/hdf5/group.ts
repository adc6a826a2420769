import { refuseAbout, refuseOver } from "../../../contract/refuse-file.ts";
import { READ_LIMITS } from "../limits.ts";
import { decodeText } from "../read-range.ts";
import { type Message, readMessages, readUnsigned } from "./object-header.ts";
import { openNode } from "./open-node.ts";
import { addressAt, FORMAT, isSignature, numberAt, type PagedFile } from "./paged-file.ts";

/** A dataset with its path from the root. */
export interface Dataset {
  readonly name: string;
  readonly messages: readonly Message[];
}

const [LINK_INFO, LINK, LAYOUT, SYMBOL_TABLE] = [0x02, 0x06, 0x08, 0x11];
const ENTRY_BYTES = 40;
/** What a symbol table says of an entry that names another. */
const SOFT = 2;

interface Link {
  readonly name: string;
  readonly address: number;
}

/**
 * All datasets below a group. Soft links are left out: what they name is elsewhere, too.
 * @throws Refusal `malformed_file`, `limit_exceeded`, `no_usable_files`
 */
export async function findDatasets(file: PagedFile, root: number): Promise<readonly Dataset[]> {
  const found: Dataset[] = [];
  const seen = new Set<number>();
  const visit = async (path: string, address: number, depth: number): Promise<void> => {
    checkCount(file, seen.size, depth);
    const messages = await readMessages(file, address);
    if (messages.some(({ type }) => type === LAYOUT)) {
      found.push({ name: path, messages });
      return;
    }
    // A group in itself would have no end.
    if (seen.has(address)) throw file.broken("group", address);
    seen.add(address);
    for (const link of await linksOf(file, messages, seen))
      await visit(path === "" ? link.name : `${path}/${link.name}`, link.address, depth + 1);
    checkCount(file, found.length, depth);
  };
  await visit("", root, 0);
  return found;
}

function checkCount(file: PagedFile, count: number, depth: number): void {
  const { hdf5Objects: most, hdf5Depth } = READ_LIMITS;
  if (count > most) throw refuseOver(file.file.path, "container_part", { part: "objects", count, most });
  if (depth > hdf5Depth) throw refuseOver(file.file.path, "depth", { most: hdf5Depth });
}

async function linksOf(file: PagedFile, messages: readonly Message[], seen: Set<number>): Promise<readonly Link[]> {
  const links: Link[] = [];
  for (const { type, data, at } of messages) {
    if (type === LINK) links.push(...parseLink(file, data, at));
    if (type === LINK_INFO) checkCompact(file, data, at);
    if (type !== SYMBOL_TABLE) continue;
    if (data.byteLength < 16) throw file.broken("symbol table", at);
    const nameOf = await openHeap(file, numberAt(data, 8));
    for await (const link of walkTree(file, numberAt(data, 0), nameOf, seen, 0)) links.push(link);
  }
  return links;
}

/** Links that are no messages are in a heap of their own. */
function checkCompact(file: PagedFile, data: DataView, at: number): void {
  const heap = 2 + (data.byteLength > 1 && data.getUint8(1) & 1 ? 8 : 0);
  if (data.byteLength < heap + 8) throw file.broken("link info", at);
  if (addressAt(data, heap) === undefined) return;
  throw refuseAbout("no_usable_files", file.file.path, "unsupported_part", { part: "fractal-heap", format: FORMAT });
}

function parseLink(file: PagedFile, data: DataView, at: number): readonly Link[] {
  const need = (end: number) => {
    if (end > data.byteLength) throw file.broken("link", at);
  };
  need(2);
  const flags = data.getUint8(1);
  const typed = flags & 8 ? 1 : 0;
  need(2 + typed);
  if (typed && data.getUint8(2) !== 0) return [];
  const start = 2 + typed + (flags & 4 ? 8 : 0) + (flags & 16 ? 1 : 0);
  const width = 1 << (flags & 3);
  need(start + width);
  const length = width === 8 ? Number.NaN : readUnsigned(data, start, width);
  const end = start + width + length;
  if (!(end + 8 <= data.byteLength)) throw file.broken("link", at);
  const name = new Uint8Array(data.buffer, data.byteOffset + start + width, length);
  return [{ name: decodeText(name, file.file.path), address: numberAt(data, end) }];
}

type NameOf = (offset: number) => Promise<string>;

/** The names of a group's members, by their places in its heap. */
async function openHeap(file: PagedFile, address: number): Promise<NameOf> {
  const head = await file.view(address, 32);
  if (!isSignature(head, "HEAP")) throw file.broken("HEAP", address);
  const [size, start] = [numberAt(head, 8), numberAt(head, 24)];
  return async (offset) => {
    if (offset >= size) throw file.broken("HEAP", address);
    const view = await file.view(start + offset, Math.min(READ_LIMITS.hdf5NameBytes, size - offset));
    const bytes = new Uint8Array(view.buffer);
    const end = bytes.indexOf(0);
    if (end < 0) throw file.broken("name", start + offset);
    return decodeText(bytes.subarray(0, end), file.file.path);
  };
}

async function* walkTree(
  file: PagedFile,
  address: number,
  nameOf: NameOf,
  seen: Set<number>,
  depth: number,
): AsyncGenerator<Link> {
  checkCount(file, seen.size, depth);
  const head = await openNode(file, address, seen);
  if (isSignature(head, "SNOD")) {
    yield* entriesOf(file, address, nameOf);
    return;
  }
  if (!isSignature(head, "TREE") || head.getUint8(4) !== 0) throw file.broken("TREE", address);
  const count = head.getUint16(6, true);
  const children = await file.view(address + 24, 16 * count);
  for (let i = 0; i < count; i++) yield* walkTree(file, numberAt(children, 16 * i + 8), nameOf, seen, depth + 1);
}

async function* entriesOf(file: PagedFile, address: number, nameOf: NameOf): AsyncGenerator<Link> {
  const count = (await file.view(address, 8)).getUint16(6, true);
  const entries = await file.view(address + 8, ENTRY_BYTES * count);
  for (let i = 0; i < count; i++) {
    const at = ENTRY_BYTES * i;
    if (entries.getUint32(at + 16, true) === SOFT) continue;
    yield { name: await nameOf(numberAt(entries, at)), address: numberAt(entries, at + 8) };
  }
}
