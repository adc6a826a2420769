import { refuseFile, refuseOver } from "../../contract/refuse-file.ts";
import type { NamedBytes } from "../../contract/bytes.ts";
import { type Json, parseStrictJson } from "../../contract/strict-json.ts";
import { READ_LIMITS } from "./limits.ts";
import { decodeText, readRange } from "./read-range.ts";
import { elementCount, type StoredTensor } from "./stored-tensor.ts";

const ELEMENT_BYTES: Readonly<Record<string, number>> = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E5M2: 1,
  F8_E4M3: 1,
  F8_E8M0: 1,
  I16: 2,
  U16: 2,
  F16: 2,
  BF16: 2,
  I32: 4,
  U32: 4,
  F32: 4,
  F64: 8,
  I64: 8,
  U64: 8,
  C64: 8,
};

interface Entry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/**
 * The tensors of a safetensors file. The header is checked as the format's specification has it: no key twice, sizes
 * that match shapes, offsets without hole or overlap up to the very end of the file.
 * @throws Refusal `malformed_file`, `limit_exceeded`
 */
export async function readSafetensors(file: NamedBytes): Promise<StoredTensor[]> {
  const { header, dataStart } = await readHeader(file);
  const entries = parseEntries(header, file.path);
  checkLayout(entries, file.bytes.size - dataStart, file.path);
  const tensors = entries.map(({ name, dtype, shape, begin, end }) => ({
    name,
    path: file.path,
    dtype,
    shape,
    bytes: file.bytes.slice(dataStart + begin, dataStart + end),
  }));
  return [...tensors, ...sharedTensors(header, tensors)];
}

/** `save_model` keeps one of the names that share a tensor, and notes in the metadata where the others are to be found. */
function sharedTensors(header: Json, tensors: readonly StoredTensor[]): StoredTensor[] {
  const metadata = header instanceof Map ? header.get("__metadata__") : undefined;
  if (!(metadata instanceof Map)) return [];
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  return [...metadata].flatMap(([name, kept]) => {
    const tensor = byName.get(String(kept));
    return tensor === undefined || byName.has(name) ? [] : [{ ...tensor, name }];
  });
}

async function readHeader(file: NamedBytes): Promise<{ header: Json; dataStart: number }> {
  const length = new DataView((await readRange(file, 0, 8)).buffer).getBigUint64(0, true);
  const limit = READ_LIMITS.safetensorsHeaderBytes;
  if (length > limit) throw refuseOver(file.path, "header_bytes", { bytes: `${length}`, most: limit });
  const dataStart = 8 + Number(length);
  const text = decodeText(await readRange(file, 8, dataStart), file.path);
  if (!text.startsWith("{")) throw refuseFile(file.path, "header_start", {});
  return { header: parseStrictJson(text, file.path, { integers: true }), dataStart };
}

function parseEntries(header: Json, path: string): Entry[] {
  if (!(header instanceof Map)) throw refuseFile(path, "header_object", {});
  if (header.size > READ_LIMITS.tensors)
    throw refuseOver(path, "tensors", { count: header.size, most: READ_LIMITS.tensors });
  const entries: Entry[] = [];
  for (const [name, value] of header) {
    if (name === "__metadata__") checkMetadata(value, path);
    else entries.push(parseEntry(name, value, path));
  }
  return entries;
}

function checkMetadata(value: Json, path: string): void {
  if (value instanceof Map && [...value.values()].every((text) => typeof text === "string")) return;
  throw refuseFile(path, "metadata", {});
}

function parseEntry(name: string, value: Json, path: string): Entry {
  if (!(value instanceof Map) || value.size !== 3) throw refuseFile(path, "entry", { name });
  const dtype = value.get("dtype");
  const shape = value.get("shape");
  const offsets = value.get("data_offsets");
  if (typeof dtype !== "string" || !Object.hasOwn(ELEMENT_BYTES, dtype))
    throw refuseFile(path, "entry_dtype", { name });
  if (!isSizes(shape) || shape.length > READ_LIMITS.rank) throw refuseFile(path, "impossible_shape", { name });
  if (!isSizes(offsets) || offsets.length !== 2) throw refuseFile(path, "entry_offsets", { name });
  const [begin = 0, end = 0] = offsets;
  const bytes = elementCount(shape, path, name) * (ELEMENT_BYTES[dtype] ?? 0);
  if (end - begin !== bytes) throw refuseFile(path, "entry_bytes", { name, bytes: end - begin, wanted: bytes });
  return { name, dtype, shape, begin, end };
}

function isSizes(value: Json | undefined): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0 && !Object.is(size, -0));
}

/** Every byte after the header belongs to exactly one tensor. */
function checkLayout(entries: readonly Entry[], dataBytes: number, path: string): void {
  const ordered = [...entries].sort((a, b) => a.begin - b.begin || a.end - b.end);
  let at = 0;
  for (const { name, begin, end } of ordered) {
    if (begin !== at) throw refuseFile(path, "entry_begins", { name, begin: `${begin}`, at: `${at}` });
    at = end;
  }
  if (at !== dataBytes) {
    throw refuseFile(path, "data_bytes", { bytes: dataBytes, wanted: at });
  }
}
