import { allocate } from "./memory";

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
  /** 8, or 16, of which the second eight are in rests. */
  weightBits: i32;
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
}

/**
 * Takes the room for a {@link Config}, before anything else: a helper's instance on the same memory finds it at the same
 * address, filled in.
 * @returns its address, or 0 when the memory is exhausted
 */
export function allocateConfig(): usize {
  return allocate(offsetof<Config>());
}
