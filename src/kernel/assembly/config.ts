import { allocate, get } from "./memory";

/** The model that an instance holds: the struct that is filled in from outside before `setUp`. Every field has four bytes. */
@unmanaged
export class Config {
  n_embd: i32;
  n_head: i32;
  n_layer: i32;
  n_inner: i32;
  vocab_size: i32;
  n_positions: i32;
  /** One of `Activation`. */
  activation: i32;
  layer_norm_epsilon: f32;
  scale_attn_weights: i32;
  scale_attn_by_inverse_layer_idx: i32;
  tie_word_embeddings: i32;
  /** 8, or 16, of which the second eight are in rests; of the matrices that have not 4. */
  weightBits: i32;
  /** Which matrices have 4 bits: the address of a byte for each, see {@link allocateKinds}. */
  int4: usize;
}

/** Where the fields are, in bytes from the struct's address. */
export enum ConfigField {
  n_embd = offsetof<Config>("n_embd"),
  n_head = offsetof<Config>("n_head"),
  n_layer = offsetof<Config>("n_layer"),
  n_inner = offsetof<Config>("n_inner"),
  vocab_size = offsetof<Config>("vocab_size"),
  n_positions = offsetof<Config>("n_positions"),
  activation = offsetof<Config>("activation"),
  layer_norm_epsilon = offsetof<Config>("layer_norm_epsilon"),
  scale_attn_weights = offsetof<Config>("scale_attn_weights"),
  scale_attn_by_inverse_layer_idx = offsetof<Config>("scale_attn_by_inverse_layer_idx"),
  tie_word_embeddings = offsetof<Config>("tie_word_embeddings"),
  weightBits = offsetof<Config>("weightBits"),
  int4 = offsetof<Config>("int4"),
}

/**
 * Takes the room for a {@link Config}, before anything else: a helper's instance on the same memory finds it at the same
 * address, filled in.
 * @returns its address, or 0 when the memory is exhausted
 */
export function allocateConfig(): usize {
  return allocate(offsetof<Config>());
}

/** Matrices of a layer, in the order of the computation. */
export const LAYER_MATRICES: i32 = 4;

/**
 * Takes the room, behind the {@link Config}, for the byte that says of each matrix whether it has 4 bits: those of the layers in the
 * order of the computation, the embedding, the output matrix.
 * @returns its address, or 0 when the memory is exhausted
 */
export function allocateKinds(config: Config): usize {
  return allocate(config.n_layer * LAYER_MATRICES + 2);
}

/** Whether matrix `index` has 4 bits. */
export function hasInt4(config: Config, index: i32): bool {
  return get<u8>(config.int4 + <usize>index) != 0;
}
