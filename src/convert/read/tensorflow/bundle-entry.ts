import { BinaryReader } from "@bufbuild/protobuf/wire";
import { refuseFile } from "../../../contract/refuse-file.ts";
import { READ_LIMITS } from "../limits.ts";
import { FORMAT } from "./sorted-table.ts";

/** A tensor as `BundleEntryProto` describes it. */
export interface BundleEntry {
  /** A number of `DataType`. */
  readonly type: number;
  readonly shape: readonly number[];
  readonly shard: number;
  readonly offset: number;
  readonly size: number;
  /** Masked. */
  readonly crc32c: number;
  /** Cut into parts that are stored apart. */
  readonly isSliced: boolean;
}

/** What `BundleHeaderProto` says of all of them. */
interface BundleHeader {
  readonly shards: number;
  readonly isLittleEndian: boolean;
}

/** A message's fields by number: the last of numbers, all of bytes. */
type Fields = Map<number, number | Uint8Array[]>;

/** @throws Refusal `malformed_file` for bytes that are no such message */
export function parseEntry(bytes: Uint8Array, path: string, name: string): BundleEntry {
  const fields = readFields(bytes, path, name);
  const number = (field: number) => asNumber(fields.get(field));
  return {
    type: number(1),
    shape: parseShape(fields.get(2), path, name),
    shard: number(3),
    offset: number(4),
    size: number(5),
    crc32c: number(6),
    isSliced: fields.has(7),
  };
}

/** @throws Refusal `malformed_file` for bytes that are no such message */
export function parseHeader(bytes: Uint8Array, path: string): BundleHeader {
  const fields = readFields(bytes, path, "header");
  return { shards: asNumber(fields.get(1)), isLittleEndian: asNumber(fields.get(2)) === 0 };
}

/** `TensorShapeProto`: a message for each dimension. */
function parseShape(value: ReturnType<Fields["get"]>, path: string, name: string): readonly number[] {
  if (value === undefined) return [];
  const [message] = Array.isArray(value) ? value : [];
  if (!message) throw refuseFile(path, "impossible_shape", { name });
  const dimensions = readFields(message, path, name).get(2) ?? [];
  if (!Array.isArray(dimensions) || dimensions.length > READ_LIMITS.rank)
    throw refuseFile(path, "impossible_shape", { name });
  return dimensions.map((dimension) => asNumber(readFields(dimension, path, name).get(1)));
}

function asNumber(value: ReturnType<Fields["get"]>): number {
  return typeof value === "number" ? value : 0;
}

const [VARINT, BYTES, FIXED32] = [0, 2, 5];

function readFields(bytes: Uint8Array, path: string, part: string): Fields {
  const fields: Fields = new Map();
  const reader = new BinaryReader(bytes);
  try {
    while (reader.pos < reader.len) {
      const [field, type] = reader.tag();
      if (type === VARINT) fields.set(field, Number(reader.int64()));
      else if (type === FIXED32) fields.set(field, reader.fixed32());
      else if (type === BYTES) addBytes(fields, field, reader.bytes());
      else reader.skip(type, field);
    }
  } catch {
    throw refuseFile(path, "container", { part, at: `${reader.pos}`, format: FORMAT });
  }
  return fields;
}

function addBytes(fields: Fields, field: number, bytes: Uint8Array): void {
  const list = fields.get(field);
  if (Array.isArray(list)) list.push(bytes);
  else fields.set(field, [bytes]);
}
