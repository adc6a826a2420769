import type { Gpt2Config } from "../gpt2/config.ts";
import { TILE } from "./kernel-module.ts";

/** Multiply-adds of a token up to which a model computes a whole tile at a time: GPT-2 124M takes 124 million. */
const MOST_WORK = 150e6;

/**
 * Tokens that are computed at a time. As many as the kernel can, since what is done once for all of them costs each less; but half as many
 * where that would take long: until a step is done its thread hears nothing, a stop among it.
 */
export function stepTokens({ n_layer, n_embd, n_inner, vocab_size }: Gpt2Config): number {
  const work = n_embd * (n_layer * (4 * n_embd + 2 * n_inner) + vocab_size);
  return work > MOST_WORK ? TILE / 2 : TILE;
}
