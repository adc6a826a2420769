import type { NamedBytes } from "../../../contract/bytes.ts";
import { refuseFile, refuseOver } from "../../../contract/refuse-file.ts";
import { FileCursor } from "../file-cursor.ts";
import { READ_LIMITS } from "../limits.ts";

const FORMAT = "MessagePack";
/** Extensions of flax: an array of numpy; its complex numbers and scalars are no weights. */
const ARRAY = 1;

/** An array where it lies in the file. */
export class PackedArray {
  readonly shape: readonly number[];
  /** As numpy names it. */
  readonly dtype: string;
  readonly start: number;
  readonly end: number;

  constructor(shape: readonly number[], dtype: string, start: number, end: number) {
    this.shape = shape;
    this.dtype = dtype;
    this.start = start;
    this.end = end;
  }
}

export type Packed = number | boolean | string | null | PackedArray | readonly Packed[] | ReadonlyMap<string, Packed>;

/**
 * What flax packed into a file; of arrays only where they are.
 * @throws Refusal `malformed_file`, `limit_exceeded`
 */
export async function unpackFile(file: NamedBytes): Promise<Packed> {
  const reader = new MsgpackReader(file);
  const value = await reader.value(0);
  if (reader.left > 0) throw reader.broken("end");
  return value;
}

class MsgpackReader {
  readonly #path: string;
  readonly #cursor: FileCursor;
  #values = 0;

  constructor(file: NamedBytes) {
    this.#path = file.path;
    this.#cursor = new FileCursor(file, READ_LIMITS.msgpackBytes);
  }

  get left(): number {
    return this.#cursor.left;
  }

  broken(part: string) {
    return this.#cursor.broken(part, FORMAT);
  }

  async value(depth: number): Promise<Packed> {
    this.#count(depth);
    const type = await this.#cursor.uint8();
    if (type <= 0x7f) return type;
    if (type <= 0x8f) return this.#map(type & 15, depth);
    if (type <= 0x9f) return this.#list(type & 15, depth);
    if (type <= 0xbf) return this.#text(type & 31);
    if (type >= 0xe0) return type - 256;
    return this.#long(type, depth);
  }

  /** Types with a length or a number behind them. */
  async #long(type: number, depth: number): Promise<Packed> {
    switch (type) {
      case 0xc0:
        return null;
      case 0xc2:
      case 0xc3:
        return type === 0xc3;
      case 0xc4:
      case 0xc5:
      case 0xc6:
        return this.#skip(await this.#unsigned(2 ** (type - 0xc4)));
      case 0xc7:
      case 0xc8:
      case 0xc9:
        return this.#extension(await this.#unsigned(2 ** (type - 0xc7)), depth);
      case 0xca:
        return (await this.#cursor.view(4)).getFloat32(0);
      case 0xcb:
        return (await this.#cursor.view(8)).getFloat64(0);
      case 0xcc:
      case 0xcd:
      case 0xce:
      case 0xcf:
        return this.#unsigned(2 ** (type - 0xcc));
      case 0xd0:
      case 0xd1:
      case 0xd2:
      case 0xd3:
        return this.#signed(2 ** (type - 0xd0));
      case 0xd4:
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return this.#extension(2 ** (type - 0xd4), depth);
      case 0xd9:
      case 0xda:
      case 0xdb:
        return this.#text(await this.#unsigned(2 ** (type - 0xd9)));
      case 0xdc:
      case 0xdd:
        return this.#list(await this.#unsigned(2 * (type - 0xdb)), depth);
      case 0xde:
      case 0xdf:
        return this.#map(await this.#unsigned(2 * (type - 0xdd)), depth);
      default:
        throw this.broken(`type ${type}`);
    }
  }

  async #map(size: number, depth: number): Promise<Packed> {
    this.#checkSize(size, 2);
    const map = new Map<string, Packed>();
    for (let i = 0; i < size; i++) {
      const key = await this.value(depth + 1);
      if (typeof key !== "string") throw this.broken("key");
      if (map.has(key)) throw refuseFile(this.#path, "key_twice", { key });
      map.set(key, await this.value(depth + 1));
    }
    return map;
  }

  async #list(size: number, depth: number): Promise<readonly Packed[]> {
    this.#checkSize(size, 1);
    const list: Packed[] = [];
    for (let i = 0; i < size; i++) list.push(await this.value(depth + 1));
    return list;
  }

  /** An array is packed itself: its shape, the name of its dtype, and its bytes. */
  async #extension(length: number, depth: number): Promise<Packed> {
    const code = await this.#cursor.uint8();
    const end = this.#cursor.position + length;
    if (code !== ARRAY) return this.#skip(length);
    if ((await this.#cursor.uint8()) !== 0x93) throw this.broken("array");
    const shape = await this.value(depth + 1);
    const dtype = await this.value(depth + 1);
    const bytes = await this.#byteCount();
    const start = this.#cursor.skip(bytes);
    const isShape = Array.isArray(shape) && shape.length <= READ_LIMITS.rank;
    const sizes = isShape ? shape.filter((size) => typeof size === "number") : [];
    if (!isShape || sizes.length !== shape.length || typeof dtype !== "string" || start + bytes !== end)
      throw this.broken("array");
    return new PackedArray(sizes, dtype, start, end);
  }

  /** Of bytes; old versions of the library pack them as text. */
  async #byteCount(): Promise<number> {
    const type = await this.#cursor.uint8();
    if (type >= 0xa0 && type <= 0xbf) return type & 31;
    if (type >= 0xc4 && type <= 0xc6) return this.#unsigned(2 ** (type - 0xc4));
    if (type >= 0xd9 && type <= 0xdb) return this.#unsigned(2 ** (type - 0xd9));
    throw this.broken("array");
  }

  #skip(bytes: number): null {
    this.#cursor.skip(bytes);
    return null;
  }

  async #text(bytes: number): Promise<string> {
    const most = READ_LIMITS.msgpackString;
    if (bytes > most) throw refuseOver(this.#path, "container_part", { part: "text", count: bytes, most });
    return this.#cursor.text(bytes);
  }

  async #unsigned(width: number): Promise<number> {
    const view = await this.#cursor.view(width);
    if (width === 1) return view.getUint8(0);
    if (width === 2) return view.getUint16(0);
    return width === 4 ? view.getUint32(0) : Number(view.getBigUint64(0));
  }

  async #signed(width: number): Promise<number> {
    const view = await this.#cursor.view(width);
    if (width === 1) return view.getInt8(0);
    if (width === 2) return view.getInt16(0);
    return width === 4 ? view.getInt32(0) : Number(view.getBigInt64(0));
  }

  /** Each element takes so many bytes at least. */
  #checkSize(size: number, bytes: number): void {
    if (size * bytes > this.#cursor.left) throw this.broken("length");
  }

  #count(depth: number): void {
    const { msgpackValues: most, msgpackDepth } = READ_LIMITS;
    if (depth > msgpackDepth) throw refuseOver(this.#path, "depth", { most: msgpackDepth });
    if (++this.#values > most)
      throw refuseOver(this.#path, "container_part", { part: "values", count: this.#values, most });
  }
}
