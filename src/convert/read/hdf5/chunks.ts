import { at as elementAt } from "../../../contract/at.ts";
import { refuseFile, refuseOver } from "../../../contract/refuse-file.ts";
import { READ_LIMITS } from "../limits.ts";
import { readRange } from "../read-range.ts";
import { type Filters, undoFilters } from "./filters.ts";
import { openNode } from "./open-node.ts";
import { isSignature, numberAt, type PagedFile } from "./paged-file.ts";

/** How a dataset is cut into chunks, all of one size, which reach beyond its edges. */
export interface ChunkLayout {
  readonly shape: readonly number[];
  readonly chunk: readonly number[];
  /** Bytes of an element. */
  readonly width: number;
  /** Where the tree of the chunks begins. */
  readonly tree: number;
}

interface Chunk {
  readonly bytes: number;
  readonly skipped: number;
  readonly offsets: readonly number[];
  readonly address: number;
}

/** Weights hardly shrink: what does so more than a hundredfold was made to fill memory. */
const MOST_RATIO = 100;
const HARMLESS_BYTES = 64 * 1024 * 1024;

/**
 * The bytes of a dataset in chunks, row-major.
 * @throws Refusal `malformed_file`, `limit_exceeded`
 */
export async function readChunks(
  file: PagedFile,
  name: string,
  layout: ChunkLayout,
  filters: Filters,
): Promise<Uint8Array<ArrayBuffer>> {
  const { shape, chunk, width } = layout;
  const product = (sizes: readonly number[]) => sizes.reduce((count, size) => count * size, width);
  const [size, chunkSize] = [product(shape), product(chunk)];
  const chunks = await findChunks(file, layout);
  const stored = chunks.reduce((sum, { bytes }) => sum + bytes, 0);
  const wanted = shape.reduce((count, length, i) => count * Math.ceil(length / elementAt(chunk, i)), 1);
  if (chunks.length !== wanted) throw refuseFile(file.file.path, "beyond_storage", { name });
  if (Math.max(size, chunkSize * chunks.length) > Math.max(HARMLESS_BYTES, MOST_RATIO * stored))
    throw refuseOver(file.file.path, "entry_bytes", { name, bytes: size, most: MOST_RATIO * stored });
  const whole = new Uint8Array(size);
  const filled = new Set<string>();
  for (const { bytes, skipped, offsets, address } of chunks) {
    filled.add(offsets.join());
    // Deflate makes what it cannot shrink a little longer.
    if (bytes > chunkSize + chunkSize / 100 + 1024) throw file.broken("chunk", address);
    const raw = await readRange(file.file, address, address + bytes);
    const values = undoFilters(file, raw, { filters, skipped, size: chunkSize, width, at: address });
    place(whole, values, offsets, layout);
  }
  if (filled.size !== wanted) throw refuseFile(file.file.path, "beyond_storage", { name });
  return whole;
}

/** Copies the rows of a chunk that lie in the dataset. */
function place(
  whole: Uint8Array,
  values: Uint8Array,
  offsets: readonly number[],
  { shape, chunk, width }: ChunkLayout,
): void {
  const last = shape.length - 1;
  if (last < 0) {
    whole.set(values);
    return;
  }
  const rowBytes = elementAt(chunk, last) * width;
  const rows = values.length / rowBytes;
  const kept = Math.min(elementAt(chunk, last), elementAt(shape, last) - elementAt(offsets, last)) * width;
  for (let row = 0; row < rows; row++) {
    let [rest, to, isInside] = [row, 0, true];
    let stride = elementAt(shape, last);
    for (let axis = last - 1; axis >= 0; axis--) {
      const index = elementAt(offsets, axis) + (rest % elementAt(chunk, axis));
      rest = Math.floor(rest / elementAt(chunk, axis));
      isInside &&= index < elementAt(shape, axis);
      to += index * stride;
      stride *= elementAt(shape, axis);
    }
    if (!isInside) continue;
    whole.set(values.subarray(row * rowBytes, row * rowBytes + kept), (to + elementAt(offsets, last)) * width);
  }
}

async function findChunks(file: PagedFile, layout: ChunkLayout): Promise<readonly Chunk[]> {
  const chunks: Chunk[] = [];
  const seen = new Set<number>();
  const keyBytes = 8 + 8 * (layout.shape.length + 1);
  const visit = async (address: number): Promise<void> => {
    const head = await openNode(file, address, seen);
    if (!isSignature(head, "TREE") || head.getUint8(4) !== 1) throw file.broken("TREE", address);
    const [level, count] = [head.getUint8(5), head.getUint16(6, true)];
    const most = READ_LIMITS.hdf5Chunks;
    if (chunks.length + count > most || seen.size > most)
      throw refuseOver(file.file.path, "container_part", { part: "chunks", count: chunks.length + count, most });
    const entries = await file.view(address + 24, (keyBytes + 8) * count);
    for (let i = 0; i < count; i++) {
      const start = (keyBytes + 8) * i;
      const child = numberAt(entries, start + keyBytes);
      if (level > 0) await visit(child);
      else chunks.push(parseChunk(file, entries, start, child, layout));
    }
  };
  await visit(layout.tree);
  return chunks;
}

function parseChunk(
  file: PagedFile,
  view: DataView,
  start: number,
  address: number,
  { shape, chunk }: ChunkLayout,
): Chunk {
  const offsets = shape.map((_, i) => numberAt(view, start + 8 + 8 * i));
  const isIn = offsets.every((offset, i) => offset < elementAt(shape, i) && offset % elementAt(chunk, i) === 0);
  if (!isIn) throw file.broken("chunk", address);
  return { bytes: view.getUint32(start, true), skipped: view.getUint32(start + 4, true), offsets, address };
}
