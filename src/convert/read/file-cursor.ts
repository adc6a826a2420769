import type { NamedBytes } from "../../contract/bytes.ts";
import { refuseFile, refuseOver } from "../../contract/refuse-file.ts";
import { decodeText, readRange } from "./read-range.ts";

/** Bytes that are read from the file at a time. */
const WINDOW = 256 * 1024;

/** Takes values one after the other from a file, little-endian; of the file one window is in memory. */
export class FileCursor {
  readonly #file: NamedBytes;
  /** Bytes that may be taken or passed over as values; what is skipped does not count. */
  readonly #most: number;
  #taken = 0;
  #at = 0;
  #window = new Uint8Array(0);
  #view = new DataView(this.#window.buffer);
  /** Where the window begins in the file. */
  #start = 0;

  constructor(file: NamedBytes, most: number) {
    this.#file = file;
    this.#most = most;
  }

  get position(): number {
    return this.#at;
  }

  get left(): number {
    return this.#file.bytes.size - this.#at;
  }

  async uint8(): Promise<number> {
    const at = await this.#take(1);
    return this.#view.getUint8(at);
  }

  async uint32(): Promise<number> {
    const at = await this.#take(4);
    return this.#view.getUint32(at, true);
  }

  /** Exact up to 2^53; what is larger is rounded, and too large for any file. */
  async uint64(): Promise<number> {
    const at = await this.#take(8);
    return Number(this.#view.getBigUint64(at, true));
  }

  /** The next bytes, to be used before anything else is taken. */
  async bytes(count: number): Promise<Uint8Array<ArrayBuffer>> {
    const at = await this.#take(count);
    return this.#window.subarray(at, at + count);
  }

  /** The next bytes as a view, to be used before anything else is taken. */
  async view(count: number): Promise<DataView<ArrayBuffer>> {
    const { buffer, byteOffset } = await this.bytes(count);
    return new DataView(buffer, byteOffset, count);
  }

  async text(bytes: number): Promise<string> {
    return decodeText(await this.bytes(bytes), this.#file.path);
  }

  /** A text behind its length in 64 bits, where all of it is in memory: lists have too many to wait for each. */
  textNow(): string | undefined {
    const at = this.#at - this.#start;
    if (at < 0 || at + 8 > this.#window.length) return undefined;
    const end = at + 8 + Number(this.#view.getBigUint64(at, true));
    if (end > this.#window.length) return undefined;
    this.#pass(end - at);
    return decodeText(this.#window.subarray(at + 8, end), this.#file.path);
  }

  /** Goes on without reading; returns where what was passed over begins. */
  skip(count: number): number {
    const start = this.#at;
    this.#check(count);
    this.#at += count;
    return start;
  }

  /** The refusal of a part that is not as it should be, and of which it is known before the next value. */
  broken(part: string, format: string) {
    return refuseFile(this.#file.path, "container", { part, at: `${this.#at}`, format });
  }

  /** @returns where the bytes begin in the window */
  async #take(count: number): Promise<number> {
    const at = this.#at - this.#start;
    if (at < 0 || at + count > this.#window.length) return this.#fill(count);
    this.#pass(count);
    return at;
  }

  async #fill(count: number): Promise<number> {
    this.#check(count);
    this.#pass(count);
    const start = this.#at - count;
    const end = Math.min(start + Math.max(count, WINDOW), this.#file.bytes.size);
    this.#window = await readRange(this.#file, start, end);
    this.#view = new DataView(this.#window.buffer);
    this.#start = start;
    return 0;
  }

  #pass(count: number): void {
    this.#taken += count;
    if (this.#taken > this.#most)
      throw refuseOver(this.#file.path, "header_bytes", { bytes: `${this.#taken}`, most: this.#most });
    this.#at += count;
  }

  #check(count: number): void {
    if (count <= this.left) return;
    throw refuseFile(this.#file.path, "ends_before", { size: `${this.#file.bytes.size}`, end: `${this.#at + count}` });
  }
}
