import type { ByteSource, NamedBytes } from "../contract/bytes.ts";
import { crc32 } from "../contract/crc32.ts";
import { refuseFile } from "../contract/refuse-file.ts";
import { packedBytes, type ZipItem } from "./zip-directory.ts";

const READ_BYTES = 4 * 1024 * 1024;
/** Pieces of an unpacked file that are held before the browser takes them, to disk where it must. */
const HELD_BYTES = 16 * 1024 * 1024;

type Chunks = AsyncIterable<Uint8Array<ArrayBuffer>>;

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
  const inflater = createInflater();
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

async function* chunksOf(source: ByteSource): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let start = 0; start < source.size; start += READ_BYTES) {
    yield new Uint8Array(await source.slice(start, Math.min(start + READ_BYTES, source.size)).arrayBuffer());
  }
}

/** Browsers of before 2023 know other formats, or none. */
function createInflater(): DecompressionStream | undefined {
  try {
    return new DecompressionStream("deflate-raw");
  } catch {
    return undefined;
  }
}

async function* inflate(packed: ByteSource, { readable, writable }: DecompressionStream) {
  const writer = writable.getWriter();
  const feed = async () => {
    for await (const chunk of chunksOf(packed)) await writer.write(chunk);
    await writer.close();
  };
  feed().catch((error) => writer.abort(error).catch(() => undefined));
  const reader = readable.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    reader.cancel().catch(() => undefined);
  }
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

/** A file in pieces that the browser may put aside. */
class Pieces {
  readonly #blobs: Blob[] = [];
  #held: Uint8Array<ArrayBuffer>[] = [];
  #bytes = 0;

  add(chunk: Uint8Array<ArrayBuffer>): void {
    this.#held.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes > HELD_BYTES) this.#hand();
  }

  join(): Blob {
    this.#hand();
    return new Blob(this.#blobs);
  }

  #hand(): void {
    this.#blobs.push(new Blob(this.#held));
    this.#held = [];
    this.#bytes = 0;
  }
}
