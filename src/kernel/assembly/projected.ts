import { Linear } from "./linear";
import { CHUNK, MOST_UP, PROJECTED_TOKENS } from "./low-rank";
import { bound, MOST } from "./quantize";

/** Bytes of a chunk's inputs, of one token. */
export const INPUTS: usize = <usize>(CHUNK * 2);
/** Of four tokens, side by side. */
export const FOUR_INPUTS: usize = INPUTS * <usize>PROJECTED_TOKENS;
/** Steps of the largest number of A x, times those of B's largest. */
export const STEPS: f32 = <f32>MOST * <f32>MOST_UP;

/** Steps of the inputs' largest magnitude, as the other build has them. */
@inline
export function levelsOf(linear: Linear): f32 {
  return <f32>(linear.int4 ? MOST : bound(linear.paddedColumns));
}
