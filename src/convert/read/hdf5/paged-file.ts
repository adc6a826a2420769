import type { NamedBytes } from "../../../contract/bytes.ts";
import { refuseFile, refuseOver } from "../../../contract/refuse-file.ts";
import { READ_LIMITS } from "../limits.ts";
import { readRange } from "../read-range.ts";

export const FORMAT = "HDF5";
const PAGE = 16_384;
/** Pages in memory: descriptions that are read together lie together. */
const KEPT = 64;
/** An address of nothing. */
const UNDEFINED = 2n ** 64n - 1n;

/** A file whose descriptions lie all over it: read by pages, little-endian. */
export class PagedFile {
  readonly file: NamedBytes;
  readonly #pages = new Map<number, Uint8Array>();
  #loaded = 0;

  constructor(file: NamedBytes) {
    this.file = file;
  }

  /** @throws Refusal `malformed_file` where the file ends before */
  async view(start: number, size: number): Promise<DataView> {
    const end = start + size;
    if (!(Number.isSafeInteger(start) && Number.isSafeInteger(end) && end <= this.file.bytes.size))
      throw refuseFile(this.file.path, "ends_before", { size: `${this.file.bytes.size}`, end: `${end}` });
    const whole = new Uint8Array(size);
    for (let at = start; at < end; ) {
      const page = await this.#page(Math.floor(at / PAGE));
      const part = page.subarray(at % PAGE, Math.min(PAGE, (at % PAGE) + end - at));
      whole.set(part, at - start);
      at += part.length;
    }
    return new DataView(whole.buffer);
  }

  async #page(number: number): Promise<Uint8Array> {
    const kept = this.#pages.get(number);
    if (kept) return kept;
    if (++this.#loaded > READ_LIMITS.hdf5Pages)
      throw refuseOver(this.file.path, "container_part", {
        part: "metadata",
        count: this.#loaded,
        most: READ_LIMITS.hdf5Pages,
      });
    const end = Math.min((number + 1) * PAGE, this.file.bytes.size);
    const page = await readRange(this.file, number * PAGE, end);
    this.#pages.set(number, page);
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > KEPT && oldest !== undefined) this.#pages.delete(oldest);
    return page;
  }

  /** The refusal of something that is not as it should be. */
  broken(part: string, at: number) {
    return refuseFile(this.file.path, "container", { part, at: `${at}`, format: FORMAT });
  }
}

/** A place in the file; nothing where there is none. */
export function addressAt(view: DataView, at: number): number | undefined {
  const address = view.getBigUint64(at, true);
  return address === UNDEFINED ? undefined : Number(address);
}

/** A size or an address that must be there; rounded, and too large for any file, over 2^53. */
export function numberAt(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

/** Whether four letters stand at a place. */
export function isSignature(view: DataView, letters: string, at = 0): boolean {
  return [...letters].every((letter, i) => view.getUint8(at + i) === letter.charCodeAt(0));
}
