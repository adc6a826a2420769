/**
 * The largest sizes of a GPT-2 that a file may ask for, far over GPT-2 XL's and far under what could hurt: no product of
 * them, and so no number of bytes, leaves the whole numbers that JavaScript holds exactly (2^53).
 */
export const GPT2_LIMITS = {
  /** `n_layer`; GPT-2 XL has 48. Each has 12 tensors, which keeps them within the readers' limit on tensors, 8,192. */
  layers: 512,
  /** `n_embd`; GPT-2 XL has 1,600. */
  width: 65_536,
  /** `n_head`; GPT-2 XL has 25. */
  heads: 4096,
  /** `n_inner`; four times the width unless a model says otherwise. */
  inner: 4 * 65_536,
  /** `n_positions`; GPT-2 has 1,024, and WebAssembly has no memory for the cache of a text so long. */
  positions: 1_048_576,
  /** `vocab_size`; GPT-2 has 50,257, the largest vocabularies of any model some 300,000. */
  vocabulary: 2_097_152,
} as const;
