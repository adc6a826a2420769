import { refuseAbout, refuseFile, refuseOver } from "../../../contract/refuse-file.ts";
import { decodeText } from "../read-range.ts";
import { READ_LIMITS } from "../limits.ts";
import { maskedCrc32c } from "./crc32c.ts";

export const FORMAT = "TensorFlow";
const FOOTER_BYTES = 48;
const MAGIC = 0xdb47_7524_8b80_fb57n;
/** Behind each block: how it is compressed, and its checksum. */
const TRAILER_BYTES = 5;
/** Bytes of a tensor's name. */
const KEY_BYTES = 1024;

interface Handle {
  readonly start: number;
  readonly end: number;
}

/**
 * The keys of a sorted table of LevelDB's format, as TensorFlow writes a checkpoint's index, with their values.
 * @throws Refusal `malformed_file`, `limit_exceeded`, `no_usable_files` for compressed blocks
 */
export function readSortedTable(bytes: Uint8Array, path: string): ReadonlyMap<string, Uint8Array> {
  return new TableReader(bytes, path).read();
}

class TableReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #path: string;

  constructor(bytes: Uint8Array, path: string) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#path = path;
  }

  read(): ReadonlyMap<string, Uint8Array> {
    const footer = this.#bytes.length - FOOTER_BYTES;
    if (footer < 0 || this.#view.getBigUint64(footer + 40, true) !== MAGIC)
      throw this.#broken("footer", Math.max(footer, 0));
    const meta = this.#handle(footer, footer + 40);
    const index = this.#handle(meta.next, footer + 40);
    const entries = new Map<string, Uint8Array>();
    let before = 0;
    for (const [, value] of this.#entries(index.handle)) {
      const at = value.byteOffset - this.#bytes.byteOffset;
      const { handle } = this.#handle(at, at + value.length);
      // Blocks one behind the other: a small file cannot name one a thousand times.
      if (handle.start < before) throw this.#broken("index", at);
      before = handle.end;
      for (const [key, entry] of this.#entries(handle)) this.#add(entries, key, entry);
    }
    return entries;
  }

  #add(entries: Map<string, Uint8Array>, key: Uint8Array, value: Uint8Array): void {
    const name = decodeText(key, this.#path);
    if (entries.has(name)) throw refuseFile(this.#path, "key_twice", { key: name });
    entries.set(name, value);
    if (entries.size > READ_LIMITS.tensors)
      throw refuseOver(this.#path, "tensors", { count: entries.size, most: READ_LIMITS.tensors });
  }

  /** Keys and values of a block; a key keeps the beginning of the one before it. */
  *#entries({ start, end }: Handle): Generator<readonly [key: Uint8Array, value: Uint8Array]> {
    this.#check({ start, end });
    const restarts = end - start < 4 ? 0 : this.#view.getUint32(end - 4, true);
    const last = end - 4 - 4 * restarts;
    if (restarts === 0 || last < start) throw this.#broken("block", start);
    let key = new Uint8Array(0);
    for (let at = start; at < last; ) {
      const shared = this.#varint(at, last);
      const rest = this.#varint(shared.next, last);
      const size = this.#varint(rest.next, last);
      const value = size.next + rest.value;
      const next = value + size.value;
      if (shared.value > key.length || next > last || shared.value + rest.value > KEY_BYTES)
        throw this.#broken("entry", at);
      key = Uint8Array.of(...key.subarray(0, shared.value), ...this.#bytes.subarray(size.next, value));
      yield [key, this.#bytes.subarray(value, next)];
      at = next;
    }
  }

  #check({ start, end }: Handle): void {
    const trailer = end + TRAILER_BYTES;
    if (trailer > this.#bytes.length - FOOTER_BYTES) throw this.#broken("block", start);
    if (this.#view.getUint32(end + 1, true) !== maskedCrc32c(this.#bytes.subarray(start, end + 1)))
      throw refuseFile(this.#path, "torch_zip_checksum", { name: `block ${start}` });
    if (this.#bytes[end] !== 0)
      throw refuseAbout("no_usable_files", this.#path, "unsupported_part", {
        part: "compression",
        format: FORMAT,
      });
  }

  #handle(at: number, most: number): { readonly handle: Handle; readonly next: number } {
    const offset = this.#varint(at, most);
    const size = this.#varint(offset.next, most);
    return { handle: { start: offset.value, end: offset.value + size.value }, next: size.next };
  }

  /** A number in groups of 7 bits, the lowest first; exact, since none of a file is over 2^53. */
  #varint(at: number, most: number): { readonly value: number; readonly next: number } {
    let value = 0;
    for (let i = 0; i < 7 && at + i < most; i++) {
      const byte = this.#bytes[at + i] ?? 0;
      value += (byte & 127) * 2 ** (7 * i);
      if (byte < 128) return { value, next: at + i + 1 };
    }
    throw this.#broken("varint", at);
  }

  #broken(part: string, at: number) {
    return refuseFile(this.#path, "container", { part, at: `${at}`, format: FORMAT });
  }
}
