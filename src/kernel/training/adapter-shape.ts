import type { Gpt2Config } from "../../gpt2/config.ts";
import { blockTensors } from "../../gpt2/tensors.ts";

/** The matrices of a block that an adapter can change, by their names in a checkpoint. */
export const ADAPTER_TARGETS = ["attn.c_attn", "attn.c_proj", "mlp.c_fc", "mlp.c_proj"] as const;
export type AdapterTarget = (typeof ADAPTER_TARGETS)[number];

/** A LoRA adapter (Hu et al. 2021): y = W x + alpha / rank · B (A x) for each target of each block. */
export interface AdapterShape {
  readonly rank: number;
  readonly alpha: number;
  readonly targets: readonly AdapterTarget[];
}

/** A pair of factors as PEFT stores it. */
export interface LowRankPair {
  readonly layer: number;
  readonly target: AdapterTarget;
  /** float32 [rank][inputs] */
  readonly a: Float32Array<ArrayBuffer>;
  /** float32 [outputs][rank] */
  readonly b: Float32Array<ArrayBuffer>;
}

/** A pair's factors and their gradients, as addresses. A is [rank][inputs], B turned around: [rank][outputs], both padded. */
export interface PairAddresses {
  readonly a: number;
  readonly b: number;
  readonly aGradient: number;
  readonly bGradient: number;
  readonly inputStride: number;
  readonly outputStride: number;
}

/** Inputs and outputs of a target's matrix. */
export function sizesOf(
  config: Gpt2Config,
  target: AdapterTarget,
): { readonly inputs: number; readonly outputs: number } {
  const found = blockTensors(config).find(({ name }) => name === `${target}.weight`);
  if (found === undefined) throw new Error(`A block has no ${target}.`);
  return found;
}
