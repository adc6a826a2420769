import type { ByteSource } from "../contract/bytes.ts";

const READ_BYTES = 4 * 1024 * 1024;
/** Pieces of an unpacked file that are held before the browser takes them, to disk where it must. */
const HELD_BYTES = 16 * 1024 * 1024;

export type Chunks = AsyncIterable<Uint8Array<ArrayBuffer>>;

/** A source's bytes in turn. */
export async function* chunksOf(source: ByteSource): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let start = 0; start < source.size; start += READ_BYTES) {
    yield new Uint8Array(await source.slice(start, Math.min(start + READ_BYTES, source.size)).arrayBuffer());
  }
}

/** Browsers of before 2023 know other formats, or none. */
export function createInflater(format: "deflate-raw" | "gzip"): DecompressionStream | undefined {
  try {
    return new DecompressionStream(format);
  } catch {
    return undefined;
  }
}

/** What packed bytes unpack to. @throws what the decompressor throws */
export async function* inflate(packed: ByteSource, { readable, writable }: DecompressionStream) {
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

/** A file in pieces that the browser may put aside. */
export class Pieces {
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
