import { refuseFile, refuseOver } from "../../contract/refuse-file.ts";
import { READ_LIMITS } from "./limits.ts";
import { decodeText } from "./read-range.ts";

/** Takes a pickle's arguments one after the other; never beyond its end. */
export class PickleCursor {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #path: string;
  #at: number;

  constructor(bytes: Uint8Array, path: string, start: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#path = path;
    this.#at = start;
  }

  get position(): number {
    return this.#at;
  }

  uint8(): number {
    return this.#view.getUint8(this.skip(1));
  }

  uint16(): number {
    return this.#view.getUint16(this.skip(2), true);
  }

  uint32(): number {
    return this.#view.getUint32(this.skip(4), true);
  }

  int32(): number {
    return this.#view.getInt32(this.skip(4), true);
  }

  float64(): number {
    return this.#view.getFloat64(this.skip(8));
  }

  /** As a float, since only lengths come with 64 bits; those too long for it are too long for the file, too. */
  uint64(): number {
    return Number(this.#view.getBigUint64(this.skip(8), true));
  }

  /** An integer in two's complement, little-endian; rounded where it is too large for a float. */
  long(length: number): number {
    const limit = READ_LIMITS.pickleIntegerBytes;
    if (length > limit) throw refuseOver(this.#path, "pickle_integer", { bytes: length, most: limit });
    const start = this.skip(length);
    let value = 0n;
    for (let i = 0; i < length; i++) value |= BigInt(this.#bytes[start + i] ?? 0) << BigInt(8 * i);
    return Number(BigInt.asIntN(8 * length, value));
  }

  string(length: number): string {
    const limit = READ_LIMITS.pickleString;
    if (length > limit) throw refuseOver(this.#path, "pickle_string", { bytes: length, most: limit });
    const start = this.skip(length);
    return decodeText(this.#bytes.subarray(start, start + length), this.#path);
  }

  /** Text up to the next line feed. */
  line(): string {
    const end = this.#bytes.indexOf(0x0a, this.#at);
    const line = this.string((end < 0 ? this.#bytes.length : end) - this.#at);
    this.skip(1);
    return line;
  }

  /** Goes on by `count` bytes; returns where they begin. */
  skip(count: number): number {
    const start = this.#at;
    if (count > this.#bytes.length - start) throw refuseFile(this.#path, "pickle_ends", {});
    this.#at += count;
    return start;
  }
}
