/** Rows of a tile: the cache lines of 64 transposed rows stay in the first-level cache during one pass. */
const TILE = 64;

/** Transposes a row-major matrix with this many columns. */
export function transpose(values: Float32Array, columns: number): Float32Array<ArrayBuffer> {
  const transposed = new Float32Array(values.length);
  const rows = values.length / columns;
  // In tiles, so that neither the reads nor the writes leave the cache.
  for (let top = 0; top < rows; top += TILE) {
    const bottom = Math.min(top + TILE, rows);
    for (let column = 0; column < columns; column++) {
      for (let row = top; row < bottom; row++) {
        transposed[column * rows + row] = values[row * columns + column] ?? 0;
      }
    }
  }
  return transposed;
}

/** Columns `from` up to, not including, `to` of a row-major matrix, as a matrix of their own. */
export function sliceColumns(values: Float32Array, columns: number, from: number, to: number): Float32Array {
  const width = to - from;
  const rows = values.length / columns;
  const slice = new Float32Array(rows * width);
  for (let row = 0; row < rows; row++) {
    slice.set(values.subarray(row * columns + from, row * columns + to), row * width);
  }
  return slice;
}
