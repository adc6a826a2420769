import type { ByteSource } from "../contract/bytes.ts";
import type { ZipItem } from "./zip-directory.ts";

const LOCAL = 0x04034b50;
const LOCAL_SIZE = 30;
/** Checksum and sizes follow the data. */
const HAS_DESCRIPTOR = 8;

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
