import { expand } from "./expand";
import { Linear } from "./linear";
import { LowRank } from "./low-rank";
import { project } from "./project";
import * as buffers from "./buffers";

// An adapter is a table of what it adds to the products of each layer. Any number may lie in the memory; one at most is in use.

/** The products of a layer that an adapter may change, in the order of the computation. */
export enum Adapted {
  c_attn,
  attn_c_proj,
  c_fc,
  mlp_c_proj,
}

export const ADAPTED_PRODUCTS: i32 = 4;

/** LowRank [layers][ADAPTED_PRODUCTS]; 0: the model as it is. */
let table: usize = 0;
/** Scratch of PROJECTED_BYTES, and of PROJECTED_TOKENS × the most inputs as int16. */
let projected: usize = 0;

/** From now on passes compute with the adapter at `terms`. */
export function selectAdapter(terms: usize, scratch: usize): void {
  table = terms;
  projected = scratch;
}

/**
 * Adds what the adapter in use adds to the product of `linear` with the tile's first `count` tokens, which are quantized: of the
 * float32 inputs `x`, to `y`.
 */
@inline
export function adapt(
  layer: i32, product: Adapted, linear: Linear, x: usize, count: i32, y: usize, stride: usize,
): void {
  if (table != 0) addTerm(layer * ADAPTED_PRODUCTS + product, linear, x, count, y, stride);
}

function addTerm(index: i32, linear: Linear, x: usize, count: i32, y: usize, stride: usize): void {
  const term = changetype<LowRank>(table + <usize>index * offsetof<LowRank>());
  if (term.rank == 0) return;
  // So few tokens lie one by one, as the adapter reads them.
  const quantized = !RELAXED && !linear.int4 && count < 4 ? buffers.quantized : 0;
  project(term, x, count, quantized, buffers.quantizedScales, projected);
  expand(term, projected, count, y, stride, 0, (term.rows + 3) & ~3);
}
