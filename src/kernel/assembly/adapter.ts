import { LowRank } from "./low-rank";
import * as model from "./model";

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
/** Room for PROJECTED_BYTES. */
export let projected: usize = 0;

/** From now on passes compute with the adapter at `terms`. */
export function selectAdapter(terms: usize, scratch: usize): void {
  table = terms;
  projected = scratch;
}

/** What the adapter in use adds to a product: the address of a LowRank, 0 for nothing. */
@inline
export function termOf(layer: i32, product: Adapted): usize {
  if (table == 0) return 0;
  const term = table + <usize>(layer * ADAPTED_PRODUCTS + product) * offsetof<LowRank>();
  return changetype<LowRank>(term).rank == 0 ? 0 : term;
}

/**
 * Whether the inputs of a product come to A in another order than their own: of eight columns 0 4 1 5 2 6 3 7, as `quantizeBlocks` leaves
 * them. The relaxed build makes integers of them once more for A.
 */
export function isMixed(layer: i32, product: Adapted): bool {
  return !RELAXED && model.linearAt(matrixOf(model.layerAt(layer), product)).int4 != 0;
}

function matrixOf(layer: model.Layer, product: Adapted): usize {
  if (product == Adapted.c_attn) return layer.c_attn;
  if (product == Adapted.attn_c_proj) return layer.attn_c_proj;
  return product == Adapted.c_fc ? layer.c_fc : layer.mlp_c_proj;
}
