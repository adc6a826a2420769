import { BLOCK } from "../graph/dtype-traits.ts";

/** A weight is (nibble - 8) × scale. */
const ZERO_POINT = 8;

export interface Int4Matrix {
  /** [rows, blocks, 16]: two neighbours a byte, the first in the low half. */
  readonly values: Uint8Array;
  /** [rows, blocks]. */
  readonly scales: Float32Array;
}

/**
 * Quantizes a row-major matrix to 4 bits with one scale per {@link BLOCK} neighbours in a row, the layout of ONNX
 * Runtime's MatMulNBits. A row that is no multiple of the block is filled up with zeros. Each scale is the one with the
 * smallest squared error among a few refined candidates.
 */
export function packBlocks(weights: Float32Array, columns: number): Int4Matrix {
  const rows = weights.length / columns;
  const blocks = Math.ceil(columns / BLOCK);
  const values = new Uint8Array((rows * blocks * BLOCK) / 2);
  const scales = new Float32Array(rows * blocks);
  const block = new Float32Array(BLOCK);
  for (let index = 0; index < scales.length; index++) {
    const row = Math.floor(index / blocks);
    const start = row * columns + (index % blocks) * BLOCK;
    block.fill(0);
    block.set(weights.subarray(start, Math.min(start + BLOCK, (row + 1) * columns)));
    const scale = bestScale(block);
    scales[index] = scale;
    packBlock(block, scale, values, (index * BLOCK) / 2);
  }
  return { values, scales };
}

function packBlock(block: Float32Array, scale: number, values: Uint8Array, at: number): void {
  const inverse = scale === 0 ? 0 : 1 / scale;
  for (let i = 0; i < BLOCK; i += 2) {
    const low = nearest((block[i] ?? 0) * inverse) + ZERO_POINT;
    const high = nearest((block[i + 1] ?? 0) * inverse) + ZERO_POINT;
    values[at + i / 2] = low | (high << 4);
  }
}

/** Rounds to one of the 16 steps -8 to 7. */
function nearest(value: number): number {
  const rounded = Math.floor(value + 0.5);
  return Math.max(-8, Math.min(rounded, 7));
}

/**
 * Steps that the largest weight is put on at first. The negative ones use the step -8, which has no positive twin;
 * those beyond the range cut the largest weight off in favour of the others.
 */
const FIRST_STEPS = [-8, -9, -7, 7, 8];

function bestScale(block: Float32Array): number {
  let peak = 0;
  for (const weight of block) {
    if (Math.abs(weight) > Math.abs(peak)) peak = weight;
  }
  if (peak === 0) return 0;
  let best = 0;
  let gain = -1;
  for (const step of FIRST_STEPS) {
    const [scale, gained] = refine(block, peak / step);
    if (gained > gain) [best, gain] = [scale, gained];
  }
  return best;
}

/**
 * With the steps q that a scale gives, the scale of least squares is Σwq / Σq², and the squared error is then
 * Σw² - (Σwq)² / Σq²: the larger that last term, the better.
 */
function refine(block: Float32Array, first: number): [scale: number, gain: number] {
  const inverse = 1 / first;
  let along = 0;
  let square = 0;
  for (let i = 0; i < BLOCK; i++) {
    const weight = block[i] ?? 0;
    const step = nearest(weight * inverse);
    along += weight * step;
    square += step * step;
  }
  return square === 0 ? [0, 0] : [along / square, (along * along) / square];
}
