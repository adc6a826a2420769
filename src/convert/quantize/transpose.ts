/** Rows of a tile: the cache lines of 64 transposed rows stay in the first-level cache during one pass. */
const TILE = 64;

/**
 * Visits a row-major [rows, columns] matrix in tiles, so that neither the reads nor the transposed writes leave the
 * cache; `to` is the place in the transposed matrix.
 */
export function forEachTransposed(
  rows: number,
  columns: number,
  visit: (from: number, to: number, row: number) => void,
): void {
  for (let top = 0; top < rows; top += TILE) {
    const bottom = Math.min(top + TILE, rows);
    for (let column = 0; column < columns; column++) {
      for (let row = top; row < bottom; row++) visit(row * columns + column, column * rows + row, row);
    }
  }
}

/** Transposes a row-major matrix with this many columns. */
export function transpose(values: Float32Array, columns: number): Float32Array {
  const transposed = new Float32Array(values.length);
  forEachTransposed(values.length / columns, columns, (from, to) => {
    transposed[to] = values[from] ?? 0;
  });
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
