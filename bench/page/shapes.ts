import { TINY } from "../../src/convert/testing/random-checkpoint.ts";
import type { Gpt2Config } from "../../src/gpt2/config.ts";

/** GPT-2 124M. */
export const BASE: Gpt2Config = {
  ...TINY,
  vocab_size: 50_257,
  n_positions: 1024,
  n_embd: 768,
  n_layer: 12,
  n_head: 12,
  n_inner: 3072,
};

/** The shape of the default model. */
export const DEFAULT: Gpt2Config = {
  ...BASE,
  vocab_size: 8192,
  n_positions: 256,
  n_embd: 512,
  n_layer: 8,
  n_head: 8,
  n_inner: 2048,
};
