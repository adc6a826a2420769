import { refuseOver } from "../../../contract/refuse-file.ts";
import { READ_LIMITS } from "../limits.ts";
import { isSignature, numberAt, type PagedFile } from "./paged-file.ts";

/** What an object says of itself, piece by piece. */
export interface Message {
  readonly type: number;
  /** It lies elsewhere, and several objects share it. */
  readonly isShared: boolean;
  readonly data: DataView;
  /** Where it lies in the file. */
  readonly at: number;
}

const CONTINUATION = 0x10;
/** How the messages of a block are written. */
interface Layout {
  /** Bytes before a message. */
  readonly head: number;
  /** Messages begin behind a signature and end before a checksum. */
  readonly isSealed: boolean;
}

/**
 * The messages of an object.
 * @throws Refusal `malformed_file`, `limit_exceeded`
 */
export async function readMessages(file: PagedFile, address: number): Promise<readonly Message[]> {
  const start = await file.view(address, 16);
  const { layout, at, size } = isSignature(start, "OHDR")
    ? await newHeader(file, address)
    : oldHeader(file, start, address);
  const messages: Message[] = [];
  const blocks = [{ at, size }];
  let bytes = 0;
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i] ?? { at: 0, size: 0 };
    bytes += block.size;
    const most = READ_LIMITS.hdf5HeaderBytes;
    if (bytes > most || blocks.length > most / 16)
      throw refuseOver(file.file.path, "header_bytes", { bytes: `${bytes}`, most });
    for (const message of messagesOf(await file.view(block.at, block.size), block.at, layout)) {
      if (message.type !== CONTINUATION) messages.push(message);
      else blocks.push(await continuation(file, message, layout));
    }
  }
  return messages;
}

function oldHeader(file: PagedFile, start: DataView, address: number) {
  if (start.getUint8(0) !== 1) throw file.broken("object header", address);
  return { layout: { head: 8, isSealed: false }, at: address + 16, size: start.getUint32(8, true) };
}

async function newHeader(file: PagedFile, address: number) {
  const head = await file.view(address, 6);
  const flags = head.getUint8(5);
  if (head.getUint8(4) !== 2) throw file.broken("OHDR", address);
  const before = 6 + (flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0);
  const width = 1 << (flags & 3);
  const field = await file.view(address + before, 8);
  const size = width === 8 ? numberAt(field, 0) : readUnsigned(field, 0, width);
  return { layout: { head: flags & 4 ? 6 : 4, isSealed: true }, at: address + before + width, size };
}

/** A number of one, two or four bytes. */
export function readUnsigned(view: DataView, at: number, width: number): number {
  if (width === 1) return view.getUint8(at);
  return width === 2 ? view.getUint16(at, true) : view.getUint32(at, true);
}

function messagesOf(view: DataView, at: number, { head, isSealed }: Layout): readonly Message[] {
  const messages: Message[] = [];
  for (let start = 0; start + head <= view.byteLength; ) {
    const type = isSealed ? view.getUint8(start) : view.getUint16(start, true);
    const size = isSealed ? view.getUint16(start + 1, true) : view.getUint16(start + 2, true);
    const flags = view.getUint8(start + (isSealed ? 3 : 4));
    const begin = start + head;
    if (begin + size > view.byteLength) break;
    messages.push({ type, isShared: (flags & 2) !== 0, data: new DataView(view.buffer, begin, size), at: at + begin });
    start = begin + size;
  }
  return messages;
}

async function continuation(file: PagedFile, { data, at }: Message, { isSealed }: Layout) {
  if (data.byteLength < 16) throw file.broken("continuation", at);
  const block = { at: numberAt(data, 0), size: numberAt(data, 8) };
  if (!isSealed) return block;
  if (block.size < 8 || !isSignature(await file.view(block.at, 4), "OCHK")) throw file.broken("OCHK", block.at);
  return { at: block.at + 4, size: block.size - 8 };
}
