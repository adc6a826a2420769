import type { NamedBytes } from "../../../contract/bytes.ts";
import { refuseAbout, refuseFile, refuseOver } from "../../../contract/refuse-file.ts";
import { FileCursor } from "../file-cursor.ts";
import { READ_LIMITS } from "../limits.ts";

export const FORMAT = "GGUF";
const MAGIC = 0x4655_4747;
const [STRING, ARRAY] = [8, 9];
/** Bytes of the other types of values. */
const WIDTHS = new Map([
  [0, 1],
  [1, 1],
  [2, 2],
  [3, 2],
  [4, 4],
  [5, 4],
  [6, 4],
  [7, 1],
  [10, 8],
  [11, 8],
  [12, 8],
]);
/** Bytes of a key or a name; the format has 65,535 and 64. */
const NAME_BYTES = 1024;
/** Lists of lists: no converter writes any. */
const DEPTH = 4;

export type GgufValue = number | boolean | string | readonly GgufValue[];

/** A tensor as the file describes it. */
export interface GgufTensor {
  readonly name: string;
  /** The one that runs fastest first. */
  readonly dims: readonly number[];
  readonly type: number;
  /** From the beginning of the data. */
  readonly offset: number;
}

export interface GgufHeader {
  /** The values of the wanted keys. */
  readonly meta: ReadonlyMap<string, GgufValue>;
  readonly tensors: readonly GgufTensor[];
  /** Where the description of the tensors ends; the data begins at the next aligned byte. */
  readonly end: number;
}

/**
 * The header of a GGUF file of version 2 or 3; values that nobody wants are passed over.
 * @throws Refusal `malformed_file`, `limit_exceeded`, `no_usable_files` for another version
 */
export async function readGgufHeader(file: NamedBytes, isWanted: (key: string) => boolean): Promise<GgufHeader> {
  return new HeaderReader(file, isWanted).read();
}

class HeaderReader {
  readonly #path: string;
  readonly #cursor: FileCursor;
  readonly #isWanted: (key: string) => boolean;

  constructor(file: NamedBytes, isWanted: (key: string) => boolean) {
    this.#path = file.path;
    this.#cursor = new FileCursor(file, READ_LIMITS.ggufHeaderBytes);
    this.#isWanted = isWanted;
  }

  async read(): Promise<GgufHeader> {
    const cursor = this.#cursor;
    if ((await cursor.uint32()) !== MAGIC) throw this.#cursor.broken("magic", FORMAT);
    const version = await cursor.uint32();
    // A version beyond 65,535 is a small one in the other byte order.
    if (version > 0xffff) throw refuseFile(this.#path, "big_endian", {});
    if (version !== 2 && version !== 3)
      throw refuseAbout("no_usable_files", this.#path, "unsupported_part", {
        part: `version ${version}`,
        format: FORMAT,
      });
    const tensorCount = this.#count("tensors", await cursor.uint64(), READ_LIMITS.tensors);
    const keyCount = this.#count("keys", await cursor.uint64(), READ_LIMITS.ggufKeys);
    const meta = await this.#meta(keyCount);
    const tensors: GgufTensor[] = [];
    for (let i = 0; i < tensorCount; i++) tensors.push(await this.#tensor());
    return { meta, tensors, end: cursor.position };
  }

  async #meta(count: number): Promise<Map<string, GgufValue>> {
    const meta = new Map<string, GgufValue>();
    const seen = new Set<string>();
    for (let i = 0; i < count; i++) {
      const key = await this.#name();
      if (seen.has(key)) throw refuseFile(this.#path, "key_twice", { key });
      seen.add(key);
      const type = await this.#cursor.uint32();
      if (this.#isWanted(key)) meta.set(key, await this.#value(type, 0));
      else await this.#pass(type, 0);
    }
    return meta;
  }

  async #tensor(): Promise<GgufTensor> {
    const name = await this.#name();
    const rank = await this.#cursor.uint32();
    if (rank > READ_LIMITS.rank) throw refuseFile(this.#path, "impossible_shape", { name });
    const dims: number[] = [];
    for (let i = 0; i < rank; i++) dims.push(await this.#cursor.uint64());
    return { name, dims, type: await this.#cursor.uint32(), offset: await this.#cursor.uint64() };
  }

  async #name(): Promise<string> {
    const bytes = this.#count("name", await this.#cursor.uint64(), NAME_BYTES);
    return this.#cursor.text(bytes);
  }

  async #value(type: number, depth: number): Promise<GgufValue> {
    if (type === STRING) return this.#cursor.text(await this.#length(1));
    if (type !== ARRAY) return this.#scalar(type, await this.#cursor.view(this.#width(type)), 0);
    const [each, count] = await this.#list(depth);
    if (each === STRING || each === ARRAY) {
      const values: GgufValue[] = [];
      for (let i = 0; i < count; i++)
        values.push((each === STRING ? this.#cursor.textNow() : undefined) ?? (await this.#value(each, depth + 1)));
      return values;
    }
    const width = this.#width(each);
    const view = await this.#cursor.view(count * width);
    return Array.from({ length: count }, (_, i) => this.#scalar(each, view, i * width));
  }

  async #pass(type: number, depth: number): Promise<void> {
    if (type === STRING) this.#cursor.skip(await this.#length(1));
    else if (type !== ARRAY) this.#cursor.skip(this.#width(type));
    else {
      const [each, count] = await this.#list(depth);
      if (each !== STRING && each !== ARRAY) this.#cursor.skip(count * this.#width(each));
      else
        for (let i = 0; i < count; i++)
          if (each === ARRAY || this.#cursor.textNow() === undefined) await this.#pass(each, depth + 1);
    }
  }

  /** The type and number of a list's elements. */
  async #list(depth: number): Promise<readonly [type: number, count: number]> {
    if (depth >= DEPTH) throw this.#cursor.broken("array", FORMAT);
    const type = await this.#cursor.uint32();
    const width = type === STRING || type === ARRAY ? 8 : this.#width(type);
    return [type, await this.#length(width)];
  }

  /** A number of elements, each of which takes so many bytes, that can still be in the file. */
  async #length(width: number): Promise<number> {
    const count = await this.#cursor.uint64();
    const most = Math.floor(this.#cursor.left / width);
    if (count > most) throw this.#cursor.broken("length", FORMAT);
    return count;
  }

  #width(type: number): number {
    const width = WIDTHS.get(type);
    if (width === undefined) throw this.#cursor.broken(`value type ${type}`, FORMAT);
    return width;
  }

  #scalar(type: number, view: DataView, at: number): GgufValue {
    switch (type) {
      case 0:
        return view.getUint8(at);
      case 1:
        return view.getInt8(at);
      case 2:
        return view.getUint16(at, true);
      case 3:
        return view.getInt16(at, true);
      case 4:
        return view.getUint32(at, true);
      case 5:
        return view.getInt32(at, true);
      case 6:
        return view.getFloat32(at, true);
      case 7:
        return view.getUint8(at) !== 0;
      case 10:
        return Number(view.getBigUint64(at, true));
      case 11:
        return Number(view.getBigInt64(at, true));
      default:
        return view.getFloat64(at, true);
    }
  }

  #count(part: string, count: number, most: number): number {
    if (count > most) throw refuseOver(this.#path, "container_part", { part, count, most });
    return count;
  }
}
