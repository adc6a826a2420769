/** A product of two low-rank factors, for a weight of `rows` × `columns`. */
interface LowRank {
  /** Row-major [rank, inputs]. */
  readonly a: Float32Array;
  /** Row-major [outputs, rank]. */
  readonly b: Float32Array;
  readonly rank: number;
  readonly scaling: number;
  /** Whether the weight is [inputs, outputs], as GPT-2's `Conv1D` and embeddings have it, not [outputs, inputs]. */
  readonly isTransposed: boolean;
}

/**
 * Adds `scaling` · B · A to a weight, in its place.
 * @param weight row-major [rows, columns]
 */
export function addLowRank(weight: Float32Array, [rows, columns]: readonly [number, number], factors: LowRank): void {
  const { a, b, rank, scaling, isTransposed } = factors;
  const sum = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    sum.fill(0);
    for (let k = 0; k < rank; k++) {
      const left = (isTransposed ? a[k * rows + row] : b[row * rank + k]) ?? 0;
      const [from, step] = isTransposed ? [k, rank] : [k * columns, 1];
      const right = isTransposed ? b : a;
      for (let column = 0, at = from; column < columns; column++, at += step) {
        sum[column] = (sum[column] ?? 0) + left * (right[at] ?? 0);
      }
    }
    const at = row * columns;
    for (let column = 0; column < columns; column++) {
      weight[at + column] = (weight[at + column] ?? 0) + Math.fround((sum[column] ?? 0) * scaling);
    }
  }
}

/**
 * Gives each output of a weight the length that DoRA learnt for it, in its place.
 * @param weight row-major [rows, columns], the product already added
 * @param magnitude a length per output: per column where the weight is [inputs, outputs], else per row
 */
export function setLengths(
  weight: Float32Array,
  [rows, columns]: readonly [number, number],
  magnitude: Float32Array,
  isTransposed: boolean,
): void {
  const squares = new Float64Array(magnitude.length);
  const ofEach = (use: (at: number, output: number) => void) => {
    for (let row = 0, at = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, at++) use(at, isTransposed ? column : row);
    }
  };
  ofEach((at, output) => {
    squares[output] = (squares[output] ?? 0) + (weight[at] ?? 0) ** 2;
  });
  ofEach((at, output) => {
    weight[at] = (weight[at] ?? 0) * ((magnitude[output] ?? 0) / Math.sqrt(squares[output] ?? 0));
  });
}
