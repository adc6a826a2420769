import { get128, put128 } from "./memory";

/** Writes the scores of four positions, whose integers are `sums`. */
@inline
export function keyScore(to: usize, sums: v128, scales: usize, factors: v128): void {
  put128(to, f32x4.mul(f32x4.convert_i32x4_s(sums), f32x4.mul(get128(scales), factors)));
}

/** Adds four numbers of what a block's values weigh. */
@inline
export function accumulate(to: usize, sums: v128, factor: v128): void {
  put128(to, f32x4.add(get128(to), f32x4.mul(f32x4.convert_i32x4_s(sums), factor)));
}
