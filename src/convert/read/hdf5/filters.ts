import { Unzlib } from "fflate";
import { refuseAbout } from "../../../contract/refuse-file.ts";
import type { Message } from "./object-header.ts";
import { FORMAT, type PagedFile } from "./paged-file.ts";

const [DEFLATE, SHUFFLE] = [1, 2];
/** Compressed bytes that are unpacked at a time: what comes of them fits in memory before it is looked at. */
const STEP = 4096;

/** What was done to the bytes of a chunk, in this order. */
export type Filters = readonly number[];

/** @throws Refusal `no_usable_files` for another filter than deflate and shuffle, `malformed_file` */
export function readFilters(file: PagedFile, message: Message | undefined): Filters {
  if (!message) return [];
  const { data, at } = message;
  const isNew = data.byteLength > 1 && data.getUint8(0) === 2;
  const filters: number[] = [];
  for (let place = isNew ? 2 : 8, i = 0; i < (data.byteLength > 1 ? data.getUint8(1) : 1); i++) {
    if (place + 8 > data.byteLength) throw file.broken("filters", at);
    const id = data.getUint16(place, true);
    if (id !== DEFLATE && id !== SHUFFLE)
      throw refuseAbout("no_usable_files", file.file.path, "unsupported_part", {
        part: `filter ${id}`,
        format: FORMAT,
      });
    filters.push(id);
    // The filters of the library have no name in the new version, and one that is padded in the old.
    const named = isNew ? 6 : 8 + Math.ceil(data.getUint16(place + 2, true) / 8) * 8;
    const values = data.getUint16(place + (isNew ? 4 : 6), true);
    place += named + 4 * (isNew ? values : values + (values % 2));
  }
  return filters;
}

/**
 * The bytes of a chunk as they were before its filters.
 * @param skipped a bit for each filter that this chunk went around
 * @param size that they must have
 */
export function undoFilters(
  file: PagedFile,
  bytes: Uint8Array,
  { filters, skipped, size, width, at }: { filters: Filters; skipped: number; size: number; width: number; at: number },
): Uint8Array {
  let chunk = bytes;
  for (let i = filters.length - 1; i >= 0; i--) {
    if (skipped & (1 << i)) continue;
    chunk = filters[i] === DEFLATE ? inflate(file, chunk, size, at) : unshuffle(chunk, width);
  }
  if (chunk.length !== size) throw file.broken("chunk", at);
  return chunk;
}

function inflate(file: PagedFile, bytes: Uint8Array, size: number, at: number): Uint8Array {
  const whole = new Uint8Array(size);
  let filled = 0;
  const unzlib = new Unzlib((part) => {
    if (filled + part.length > size) throw file.broken("chunk", at);
    whole.set(part, filled);
    filled += part.length;
  });
  try {
    for (let start = 0; start < bytes.length; start += STEP)
      unzlib.push(bytes.subarray(start, start + STEP), start + STEP >= bytes.length);
  } catch {
    throw file.broken("chunk", at);
  }
  if (filled !== size) throw file.broken("chunk", at);
  return whole;
}

/** All first bytes of the elements stand together, then all second ones. */
function unshuffle(bytes: Uint8Array, width: number): Uint8Array {
  const count = Math.floor(bytes.length / width);
  const whole = Uint8Array.from(bytes);
  for (let element = 0; element < count; element++) {
    for (let byte = 0; byte < width; byte++) whole[element * width + byte] = bytes[byte * count + element] ?? 0;
  }
  return whole;
}
