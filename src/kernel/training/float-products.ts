import type { Rows, TrainingKernel } from "./training-kernel.ts";

/** Its rows are columns and the other way round. */
interface Turned {
  readonly turned: Rows;
}

/** Sizes of a product: the second one is a multiple of 8, and the others of 4 but for the depth of what is read across. */
type Sizes = readonly [rows: number, columns: number, depth: number];

/** Products of matrices of floats, with the scratch that all of a model share. */
export class FloatProducts {
  readonly #kernel: TrainingKernel;
  readonly #scratch: number;

  /** @throws Refusal `out_of_memory` */
  constructor(kernel: TrainingKernel) {
    this.#kernel = kernel;
    this.#scratch = kernel.allocate(kernel.functions.matrixScratchBytes());
  }

  /** c += a · b, [rows][depth] and [depth][columns]. */
  add(a: Rows | Turned, b: Rows | Turned, c: Rows, [rows, columns, depth]: Sizes): void {
    const { addMatrixProduct } = this.#kernel.functions;
    const [left, isLeft] = straighten(a);
    const [right, isRight] = straighten(b);
    const [from, by, to] = [left.stride * 4, right.stride * 4, c.stride * 4];
    const scratch = this.#scratch;
    addMatrixProduct(
      left.address,
      from,
      isLeft,
      right.address,
      by,
      isRight,
      rows,
      columns,
      depth,
      c.address,
      to,
      scratch,
    );
  }
}

function straighten(matrix: Rows | Turned): readonly [Rows, number] {
  return "turned" in matrix ? [matrix.turned, 1] : [matrix, 0];
}
