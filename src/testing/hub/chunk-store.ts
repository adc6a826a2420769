import { sha256 } from "../fake-hub.ts";
import { readLz4Frame } from "./lz4-frame.ts";

const HEADER = 48;
const HASH = 32;
const ENTRY = 48;
const CHUNK_HEADER = 8;
const WITH_VERIFICATION = 0x8000_0000;
const WITH_DIGEST = 0x4000_0000;

/** The Hub's chunk store (xet): chunks come in bundles, then a shard says of which of them each file is made. */
export class ChunkStore {
  /** Chunks of each bundle, by its hash. */
  readonly #bundles = new Map<string, readonly Buffer[]>();

  /** @throws RangeError for a damaged bundle */
  takeBundle(hash: string, body: Buffer): void {
    const chunks: Buffer[] = [];
    for (let at = 0; at < body.length; ) {
      const end = at + CHUNK_HEADER + body.readUIntLE(at + 1, 3);
      chunks.push(readChunk(body.readUInt8(at + 4), body.subarray(at + CHUNK_HEADER, end), body.readUIntLE(at + 5, 3)));
      at = end;
    }
    this.#bundles.set(hash, chunks);
  }

  /** Files of a shard, by the digest that it names. @throws RangeError where one is not what it says */
  readShard(shard: Buffer): ReadonlyMap<string, Buffer> {
    const files = new Map<string, Buffer>();
    for (let at = HEADER; !isEnd(shard, at); ) {
      const [flags, terms] = [shard.readUInt32LE(at + HASH), shard.readUInt32LE(at + HASH + 4)];
      at += ENTRY;
      const pieces: Buffer[] = [];
      for (let term = 0; term < terms; term++, at += ENTRY) pieces.push(...this.#chunksOf(shard, at));
      if (flags & WITH_VERIFICATION) at += terms * ENTRY;
      if ((flags & WITH_DIGEST) === 0) throw new RangeError("A file of the shard has no digest.");
      const [digest, whole] = [readHash(shard, at), Buffer.concat(pieces)];
      at += ENTRY;
      if (sha256(whole) !== digest) throw new RangeError(`The chunks are not those of ${digest}.`);
      files.set(digest, whole);
    }
    return files;
  }

  #chunksOf(shard: Buffer, at: number): readonly Buffer[] {
    const chunks = this.#bundles.get(readHash(shard, at));
    if (chunks === undefined) throw new RangeError("A bundle is not there.");
    const found = chunks.slice(shard.readUInt32LE(at + HASH + 8), shard.readUInt32LE(at + HASH + 12));
    const length = found.reduce((sum, chunk) => sum + chunk.length, 0);
    if (length !== shard.readUInt32LE(at + HASH + 4)) throw new RangeError("A part has another length.");
    return found;
  }
}

function isEnd(shard: Buffer, at: number): boolean {
  return shard.subarray(at, at + HASH).every((byte) => byte === 0xff);
}

/** Words of 8 bytes, each with its last byte first. */
function readHash(shard: Buffer, at: number): string {
  const words = [0, 8, 16, 24].map((word) =>
    shard
      .readBigUInt64LE(at + word)
      .toString(16)
      .padStart(16, "0"),
  );
  return words.join("");
}

function readChunk(scheme: number, stored: Buffer, length: number): Buffer {
  const chunk = scheme === 0 ? stored : scheme === 1 ? readLz4Frame(stored) : regroup(readLz4Frame(stored));
  if (chunk.length !== length) throw new RangeError("A chunk has another length.");
  return chunk;
}

/** Every fourth byte lies together: those of place 0, then of 1, 2 and 3. */
function regroup(split: Buffer): Buffer {
  const bytes = Buffer.alloc(split.length);
  let from = 0;
  for (let place = 0; place < 4; place++)
    for (let at = place; at < bytes.length; at += 4) bytes[at] = split[from++] ?? 0;
  return bytes;
}
