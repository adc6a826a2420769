import { rowsAtOnce, PRODUCT_ROWS } from "./backward-product";
import { Linear, padTo } from "./linear";
import { check, get, get128, put128 } from "./memory";
import { MANY_ROWS, MOST_DEPTH } from "./multiply-many";
import { quantize } from "./quantize";
import { End, multiplyTile } from "./tile";

// A product the other way: what a gradient goes back through. Its weights are turned around while they are widened, so they lie in the
// memory once.

/** Bytes of the sums of four rows and eight inputs. */
const TILE_BYTES: usize = <usize>(MANY_ROWS * 4 * 4);

/**
 * y[t][k] = Σ_n x[t][n] · w[first + n][k] over `count` outputs of `linear`, from a multiple of 4 on, for all its inputs: the outputs' scales
 * belong to the gradient, before it is rounded (`scaleColumns`). Rows of `x` have the padding of `count` to a multiple of 16, with zeros, those of
 * `y` are `stride` bytes apart. `scratch` is for `productScratchBytes` of as many columns.
 */
export function multiplyBack(
  linear: Linear, first: i32, count: i32, x: usize, rows: i32, y: usize, stride: usize, scratch: usize,
): void {
  const columns = padTo(count, 16);
  const scales = scratch + <usize>(PRODUCT_ROWS * columns) * 2;
  const wide = scales + <usize>PRODUCT_ROWS * 4;
  const step = rowsAtOnce(rows);
  for (let from = 0; from < rows; from += step) {
    const some = min(step, rows - from);
    const inputs = x + <usize>from * <usize>columns * 4;
    for (let t = 0; t < some; t++) {
      const place = scratch + <usize>(t & ~3) * <usize>columns * 2 + <usize>((t & 3) * 4);
      quantize(inputs + <usize>t * <usize>columns * 4, columns, place, 64, true, scales + <usize>t * 4);
    }
    multiplySome(linear, first, count, scratch, scales, some, y + <usize>from * stride, stride, wide);
  }
}

/** As `multiplyMany`, with inputs for outputs. */
function multiplySome(
  linear: Linear, first: i32, count: i32, x: usize, scales: usize, rows: i32, y: usize, stride: usize, scratch: usize,
): void {
  const columns = <usize>padTo(count, 16);
  const outputs = padTo(count, 4);
  const sums = scratch + <usize>(MANY_ROWS * min(MOST_DEPTH, columns) * 2);
  const end = sums + <usize>((rows + 3) / 4) * TILE_BYTES;
  for (let k = 0; k < linear.paddedColumns; k += MANY_ROWS) {
    memory.fill(sums, 0, end - sums);
    for (let n = 0; n < outputs; n += MOST_DEPTH) {
      const depth = min(MOST_DEPTH, outputs - n);
      widenAround(linear, first + n, depth, k, scratch);
      let inputs = x + <usize>n * 8;
      for (let tile = sums; tile < end; tile += TILE_BYTES, inputs += columns * 8) {
        addProducts(scratch, inputs, depth, tile);
      }
    }
    for (let t = 0; t < rows; t++) {
      const own = sums + <usize>(t / 4) * TILE_BYTES + <usize>(t % 4) * 16;
      const to = y + <usize>t * stride + <usize>k * 4;
      const scale = f32x4.splat(get<f32>(scales + <usize>t * 4));
      put128(to, f32x4.mul(f32x4.convert_i32x4_s(get128(own)), scale));
      put128(to + 16, f32x4.mul(f32x4.convert_i32x4_s(get128(own + TILE_BYTES / 2)), scale));
    }
  }
}

/** The weights of `count` outputs from `first` on, a multiple of 4, and eight inputs from `k` on, as int16: two outputs of all inputs every 32 bytes. */
function widenAround(linear: Linear, first: i32, count: i32, k: i32, to: usize): void {
  const step = <usize>linear.paddedColumns * 4;
  let w = linear.weights + <usize>(first >> 2) * step + (<usize>(k >> 4) << 6) + <usize>(k & 8);
  for (const end = to + <usize>count * 16; to < end; to += 64, w += step) {
    check(w, 56);
    check(to, 64);
    const a = v128.load_ext<i8>(w);
    const b = v128.load_ext<i8>(w, 16);
    const c = v128.load_ext<i8>(w, 32);
    const d = v128.load_ext<i8>(w, 48);
    v128.store(to, v128.shuffle<i16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11));
    v128.store(to, v128.shuffle<i16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15), 16);
    v128.store(to, v128.shuffle<i16>(c, d, 0, 8, 1, 9, 2, 10, 3, 11), 32);
    v128.store(to, v128.shuffle<i16>(c, d, 4, 12, 5, 13, 6, 14, 7, 15), 48);
  }
}

/** Adds the products of eight inputs' weights and four rows to their sums, int32 [2][4 rows][4 inputs]. */
function addProducts(weights: usize, x: usize, depth: i32, sums: usize): void {
  multiplyTile(End.add, weights, weights + <usize>depth * 16, 32, x, sums, 0, 0, 0);
}
