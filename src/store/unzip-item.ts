import type { ByteSource, NamedBytes } from "../contract/bytes.ts";
import { crc32 } from "../contract/crc32.ts";
import { refuseFile } from "../contract/refuse-file.ts";
import { type Chunks, chunksOf, createInflater, inflate, Pieces } from "./inflate.ts";
import { packedBytes } from "./zip-directory.ts";
import type { ZipItem } from "./zip-entries.ts";

/**
 * One file of a zip, checked against its size and checksum.
 * @throws Refusal `malformed_file`
 */
export async function unzipItem(zip: NamedBytes, item: ZipItem): Promise<ByteSource> {
  const packed = await packedBytes(zip, item);
  const { name } = item;
  if (item.method === 0) {
    if (!(await isSound(item, chunksOf(packed)))) throw damaged(zip, name);
    return packed;
  }
  if (item.method !== 8) throw refuseFile(zip.path, "zip_method", { name });
  const inflater = createInflater("deflate-raw");
  if (inflater === undefined) throw refuseFile(zip.path, "zip_no_inflate", {});
  try {
    const pieces = new Pieces();
    if (await isSound(item, inflate(packed, inflater), (chunk) => pieces.add(chunk))) return pieces.join();
  } catch (error) {
    // What the decompressor throws says nothing that anyone could act on; what reading the file throws does.
    if (error instanceof DOMException) throw error;
  }
  throw damaged(zip, name);
}

function damaged({ path }: NamedBytes, name: string) {
  return refuseFile(path, "zip_damaged", { name });
}

/** Goes through all chunks, no further than the size. @returns whether size and checksum are the directory's */
async function isSound({ size, crc }: ZipItem, chunks: Chunks, take?: (chunk: Uint8Array<ArrayBuffer>) => void) {
  let bytes = 0;
  let sum = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > size) return false;
    sum = crc32(chunk, sum);
    take?.(chunk);
  }
  return bytes === size && sum === crc;
}
