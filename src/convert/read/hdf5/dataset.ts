import { refuseAbout, refuseFile } from "../../../contract/refuse-file.ts";
import { decodeValues } from "../load-tensor.ts";
import { READ_LIMITS } from "../limits.ts";
import { elementCount, type StoredTensor } from "../stored-tensor.ts";
import { type ChunkLayout, readChunks } from "./chunks.ts";
import { readFilters } from "./filters.ts";
import type { Dataset } from "./group.ts";
import type { Message } from "./object-header.ts";
import { addressAt, FORMAT, numberAt, type PagedFile } from "./paged-file.ts";

const [DATASPACE, DATATYPE, EXTERNAL, LAYOUT, FILTERS] = [0x01, 0x03, 0x07, 0x08, 0x0b];
const FLOAT = 1;
/** Kinds of layouts. */
const [COMPACT, CONTIGUOUS, CHUNKED] = [0, 1, 2];
/** Floating-point types by where their exponent and fraction lie: place and bits of both, and the exponent's bias. */
const FLOATS = new Map([
  ["4:23,8,0,23,127", "F32"],
  ["2:10,5,0,10,15", "F16"],
  ["2:7,8,0,7,127", "BF16"],
  ["8:52,11,0,52,1023", "F64"],
]);

/**
 * A dataset as a tensor: where it lies, or, where it lies in chunks, how to put it together.
 * @throws Refusal `malformed_file`, `no_usable_files`
 */
export async function readDataset(file: PagedFile, { name, messages }: Dataset): Promise<StoredTensor> {
  const { path, bytes } = file.file;
  const find = (type: number, part: string): Message => {
    const message = messages.find((one) => one.type === type);
    if (!message || message.isShared || message.data.byteLength < 4)
      throw file.broken(`${name} ${part}`, message?.at ?? 0);
    return message;
  };
  if (messages.some(({ type }) => type === EXTERNAL)) throw unsupported(file, `${name} external`);
  const shape = readShape(file, find(DATASPACE, "dataspace"), name);
  const { dtype, width } = readType(file, find(DATATYPE, "datatype"));
  const tensor = { name, path, dtype, shape };
  const size = elementCount(shape, path, name) * width;
  const layout = find(LAYOUT, "layout");
  const version = layout.data.getUint8(0);
  const kind = layout.data.getUint8(1);
  // Newer versions have the same but for chunks, for which they have five kinds of indexes.
  if (version < 3 || version > 5 || (kind === CHUNKED && version > 3)) throw unsupported(file, `layout ${version}`);
  if (kind === CHUNKED) {
    const chunks = readChunkLayout(file, layout, shape, width);
    const filters = readFilters(
      file,
      messages.find(({ type }) => type === FILTERS),
    );
    const compute = async () => decodeValues(tensor, await readChunks(file, name, chunks, filters));
    return { ...tensor, bytes: bytes.slice(0, 0), compute };
  }
  const place = kind === COMPACT ? compact(file, layout) : contiguous(file, layout);
  if (place.size !== size) throw refuseFile(path, "entry_bytes", { name, bytes: place.size, wanted: size });
  if (!(place.start + size <= bytes.size)) throw refuseFile(path, "beyond_storage", { name });
  return { ...tensor, bytes: bytes.slice(place.start, place.start + size) };
}

function unsupported(file: PagedFile, part: string) {
  return refuseAbout("no_usable_files", file.file.path, "unsupported_part", { part, format: FORMAT });
}

/** Its values stand in its description. */
function compact(file: PagedFile, { data, at }: Message): { start: number; size: number } {
  const size = data.getUint16(2, true);
  if (size > data.byteLength - 4) throw file.broken("layout", at);
  return { start: at + 4, size };
}

function contiguous(file: PagedFile, { data, at }: Message): { start: number; size: number } {
  const start = data.byteLength < 18 || data.getUint8(1) !== CONTIGUOUS ? undefined : addressAt(data, 2);
  if (start === undefined) throw file.broken("layout", at);
  return { start, size: numberAt(data, 10) };
}

function readShape(file: PagedFile, { data, at }: Message, name: string): readonly number[] {
  const version = data.getUint8(0);
  const rank = data.getUint8(1);
  const start = version === 1 ? 8 : 4;
  if ((version !== 1 && version !== 2) || data.byteLength < start + 8 * rank) throw file.broken("dataspace", at);
  if (rank > READ_LIMITS.rank) throw refuseFile(file.file.path, "impossible_shape", { name });
  return Array.from({ length: rank }, (_, i) => numberAt(data, start + 8 * i));
}

/** Of types that weights never have the name says which. */
function readType(file: PagedFile, { data, at }: Message): { readonly dtype: string; readonly width: number } {
  if (data.byteLength < 8) throw file.broken("datatype", at);
  const kind = data.getUint8(0) & 15;
  const width = data.getUint32(4, true);
  if (kind !== FLOAT) return { dtype: `HDF5 class ${kind}`, width };
  if (data.byteLength < 20) throw file.broken("datatype", at);
  if (data.getUint8(1) & 1) throw refuseFile(file.file.path, "big_endian", {});
  const fields = [12, 13, 14, 15].map((place) => data.getUint8(place));
  const dtype = FLOATS.get(`${width}:${fields},${data.getUint32(16, true)}`);
  return { dtype: dtype ?? `HDF5 float ${8 * width}`, width };
}

function readChunkLayout(file: PagedFile, { data, at }: Message, shape: readonly number[], width: number): ChunkLayout {
  const rank = data.byteLength < 11 ? 0 : data.getUint8(2) - 1;
  const tree = rank === shape.length && data.byteLength >= 15 + 4 * rank ? addressAt(data, 3) : undefined;
  if (tree === undefined) throw file.broken("chunks", at);
  const chunk = shape.map((_, i) => data.getUint32(11 + 4 * i, true));
  if (chunk.includes(0) || data.getUint32(11 + 4 * rank, true) !== width) throw file.broken("chunks", at);
  return { shape, chunk, width, tree };
}
