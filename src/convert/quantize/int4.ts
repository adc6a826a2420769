import { INT4_BLOCK } from "../../gpt2/package-names.ts";

/** A weight is (nibble - 8) × scale. */
const ZERO_POINT = 8;

interface Int4Matrix {
  /** [rows, blocks, 16]: two neighbours a byte, the first in the low half. */
  readonly values: Uint8Array;
  /** [rows, blocks]. */
  readonly scales: Float32Array;
}

/**
 * Quantizes a row-major matrix to 4 bits with one scale per {@link INT4_BLOCK} neighbours in a row, the layout of ONNX
 * Runtime's MatMulNBits. A row that is no multiple of the block is filled up with zeros. Each scale is the one with the
 * smallest squared error among a few refined candidates.
 */
export function packBlocks(weights: Float32Array, columns: number): Int4Matrix {
  const rows = weights.length / columns;
  const blocks = Math.ceil(columns / INT4_BLOCK);
  const values = new Uint8Array((rows * blocks * INT4_BLOCK) / 2);
  const scales = new Float32Array(rows * blocks);
  for (let index = 0; index < scales.length; index++) {
    const row = Math.floor(index / blocks);
    const start = row * columns + (index % blocks) * INT4_BLOCK;
    const end = Math.min(start + INT4_BLOCK, (row + 1) * columns);
    const scale = bestScale(weights, start, end);
    scales[index] = scale;
    packBlock(weights, start, end, scale, values, (index * INT4_BLOCK) / 2);
  }
  return { values, scales };
}

function packBlock(
  weights: Float32Array,
  start: number,
  end: number,
  scale: number,
  values: Uint8Array,
  at: number,
): void {
  const inverse = scale === 0 ? 0 : 1 / scale;
  for (let i = 0; i < INT4_BLOCK; i += 2) {
    const low = start + i < end ? step((weights[start + i] ?? 0) * inverse) : ZERO_POINT;
    const high = start + i + 1 < end ? step((weights[start + i + 1] ?? 0) * inverse) : ZERO_POINT;
    values[at + i / 2] = low | (high << 4);
  }
}

/** The nearest of the 16 steps, 0 to 15. */
function step(value: number): number {
  // Truncation is rounding down here: what is below 0 is cut off either way.
  const rounded = (value + (ZERO_POINT + 0.5)) | 0;
  return Math.max(0, Math.min(rounded, 15));
}

/**
 * Steps that the largest weight is put on at first. The negative one uses the step -8, which has no positive twin; the
 * others weigh cutting the largest weight off against finer steps for all the rest.
 */
const FIRST_STEPS = [-8, -9, 7];

function bestScale(weights: Float32Array, start: number, end: number): number {
  let peak = 0;
  for (let i = start; i < end; i++) {
    const weight = weights[i] ?? 0;
    if (Math.abs(weight) > Math.abs(peak)) peak = weight;
  }
  if (peak === 0) return 0;
  let best = 0;
  let most = -1;
  for (const first of FIRST_STEPS) {
    // With the steps q that a scale gives, the scale of least squares is Σwq / Σq², and its squared error is
    // Σw² - (Σwq)² / Σq²: the larger that last term, the better.
    const inverse = first / peak;
    let along = 0;
    let square = 0;
    for (let i = start; i < end; i++) {
      const weight = weights[i] ?? 0;
      const q = step(weight * inverse) - ZERO_POINT;
      along += weight * q;
      square += q * q;
    }
    if (along * along > most * square) {
      most = (along * along) / square;
      best = along / square;
    }
  }
  return best;
}
