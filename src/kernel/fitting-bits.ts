import { refuse } from "../contract/outcome.ts";
import type { Gpt2Config } from "../gpt2/config.ts";
import { blockTensors, type Gpt2Tensor, gpt2Tensors } from "../gpt2/tensors.ts";
import { int4Bytes } from "./int4-matrices.ts";

/** WebAssembly addresses at most 4 GB; the last 64 MB are left for scratch and a little cache. */
const MOST_BYTES = 2 ** 32 - 2 ** 26;

/** Bits of a weight in the kernel that has not 4: int8, or two of them for what was float. */
export type WeightBits = 8 | 16;

/**
 * Bytes of the packed weights; the cache comes on top as texts grow.
 * @param int4 the matrices that have 4 bits
 */
export function weightBytes(shape: Gpt2Config, bits: WeightBits = 8, int4: readonly Gpt2Tensor[] = []): number {
  const total = (tensors: readonly Gpt2Tensor[]) => tensors.reduce((sum, tensor) => sum + bytesOf(tensor, bits), 0);
  const most = shape.n_layer * total(blockTensors(shape)) + total(gpt2Tensors({ ...shape, n_layer: 0 }));
  return most - total(int4) + int4.reduce((sum, tensor) => sum + int4Bytes(tensor), 0);
}

/** Weights are padded, and each output has a scale and a bias beside them. */
function bytesOf({ kind, inputs, outputs }: Gpt2Tensor, bits: WeightBits): number {
  const padded = (value: number, to: number) => Math.ceil(value / to) * to;
  if (kind === "vector" || kind === "positions") return 4 * inputs * outputs;
  return padded(outputs, 4) * (padded(inputs, 16) + 8) * (bits / 8);
}

/**
 * The bits that weights get of those they are worth: 8 where 16 cannot fit the 4 GB of WebAssembly.
 * @throws Refusal `limit_exceeded` where 8 cannot either
 */
export function fittingBits(shape: Gpt2Config, worth: WeightBits, int4: readonly Gpt2Tensor[] = []): WeightBits {
  if (weightBytes(shape, worth, int4) <= MOST_BYTES) return worth;
  const bytes = weightBytes(shape, 8, int4);
  if (bytes <= MOST_BYTES) return 8;
  throw refuse("limit_exceeded", "kernel_weights", { gigabytes: bytes / 1e9 });
}
