import type { ByteSource } from "../contract/bytes.ts";
import type { ZipItem } from "./zip-entries.ts";

const LOCAL = 0x04034b50;
const LOCAL_SIZE = 30;
/** Checksum and sizes follow the data. */
const HAS_DESCRIPTOR = 8;
const DESCRIPTOR = 0x08074b50;
/** With numbers of four bytes or of eight, without a signature before them or with one. */
const DESCRIPTOR_SIZES = [12, 16, 20, 24];

/**
 * Where the data of an entry begins; `undefined` where the header before it says anything else than the directory, so that
 * no other program can see other files in the same zip.
 */
export async function readLocalHeader(zip: ByteSource, item: ZipItem): Promise<number | undefined> {
  const nameEnd = item.offset + LOCAL_SIZE + item.nameBytes.length;
  if (nameEnd > zip.size) return undefined;
  const bytes = new Uint8Array(await zip.slice(item.offset, nameEnd).arrayBuffer());
  const view = new DataView(bytes.buffer);
  const [crc, packedSize, size] = [14, 18, 22].map((field) => view.getUint32(field, true));
  const isSaid = crc === item.crc && packedSize === item.packedSize && size === item.size;
  const isBehind = (item.flags & HAS_DESCRIPTOR) !== 0 && packedSize === 0 && size === 0;
  const agrees =
    view.getUint32(0, true) === LOCAL &&
    view.getUint16(8, true) === item.method &&
    view.getUint16(26, true) === item.nameBytes.length &&
    item.nameBytes.every((byte, index) => byte === bytes[LOCAL_SIZE + index]) &&
    (isSaid || isBehind);
  return agrees ? nameEnd + view.getUint16(28, true) : undefined;
}

/**
 * Whether nothing is between an entry's data and what comes next but its checksum and sizes, the same as the directory's: a
 * program that reads from the front finds other files there.
 * @param dataEnd where the data ends
 */
export async function hasOnlyDescriptor(zip: ByteSource, item: ZipItem, dataEnd: number): Promise<boolean> {
  const length = item.end - dataEnd;
  if (length === 0) return true;
  if ((item.flags & HAS_DESCRIPTOR) === 0 || !DESCRIPTOR_SIZES.includes(length)) return false;
  const view = new DataView(await zip.slice(dataEnd, item.end).arrayBuffer());
  const crcAt = length % 8 === 0 ? 4 : 0;
  const isWide = length >= 20;
  const number = (at: number) => (isWide ? Number(view.getBigUint64(at, true)) : view.getUint32(at, true));
  return (
    (crcAt === 0 || view.getUint32(0, true) === DESCRIPTOR) &&
    view.getUint32(crcAt, true) === item.crc &&
    number(crcAt + 4) === item.packedSize &&
    number(crcAt + 4 + (isWide ? 8 : 4)) === item.size
  );
}
