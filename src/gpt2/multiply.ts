/** Rows of `x` that share each read of a matrix. */
const GROUP = 4;

/**
 * `x` [rows, inputs] times the transposed `matrix` [outputs, inputs], plus `bias` [outputs] where there is one: [rows,
 * outputs].
 */
export type Multiply = (x: Float32Array, matrix: Float32Array, inputs: number, bias?: Float32Array) => Float32Array;

/**
 * {@link Multiply} in plain JavaScript with float64 sums. Two outputs of four rows at a time: eight sums that do not wait
 * for each other, three quarters of a read per product.
 */
export const multiply: Multiply = (x, matrix, inputs, bias) => {
  const rows = x.length / inputs;
  const outputs = matrix.length / inputs;
  const padded = new Float64Array(Math.ceil(rows / GROUP) * GROUP * inputs);
  padded.set(x);
  const products = new Float32Array(rows * outputs);
  const sums = new Float64Array(2 * GROUP);
  for (let output = 0; output < outputs; output += 2) {
    for (let row = 0; row < rows; row += GROUP) {
      sumPairs(padded, row * inputs, matrix, output * inputs, inputs, sums);
      for (let i = 0; i < GROUP && row + i < rows; i++) {
        const at = (row + i) * outputs + output;
        products[at] = (sums[i] ?? 0) + (bias?.[output] ?? 0);
        if (output + 1 < outputs) products[at + 1] = (sums[GROUP + i] ?? 0) + (bias?.[output + 1] ?? 0);
      }
    }
  }
  return products;
};

/** Products of four rows of `x` with two neighbours of `matrix`: the first's four sums, then the second's. */
function sumPairs(
  x: Float64Array,
  from: number,
  matrix: Float32Array,
  start: number,
  inputs: number,
  sums: Float64Array,
): void {
  const second = from + inputs;
  const third = second + inputs;
  const fourth = third + inputs;
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let e = 0;
  let f = 0;
  let g = 0;
  let h = 0;
  for (let k = 0; k < inputs; k++) {
    const weight = matrix[start + k] ?? 0;
    const next = matrix[start + inputs + k] ?? 0;
    const p = x[from + k] ?? 0;
    const q = x[second + k] ?? 0;
    const r = x[third + k] ?? 0;
    const s = x[fourth + k] ?? 0;
    a += weight * p;
    b += weight * q;
    c += weight * r;
    d += weight * s;
    e += next * p;
    f += next * q;
    g += next * r;
    h += next * s;
  }
  sums.set([a, b, c, d, e, f, g, h]);
}
