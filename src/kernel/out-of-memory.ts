import { type Refusal, refuse } from "../contract/outcome.ts";

/** What a block in the kernel's memory is for. */
export type Purpose = "row" | "cache" | "adapter" | "product" | "hash" | "training" | { readonly tensor: string };

/**
 * @param bytes how much was asked for
 * @param held bytes that the kernel has already
 */
export function outOfMemory(purpose: Purpose, bytes: number, held: number): Refusal {
  if (typeof purpose === "string") return refuse("out_of_memory", purpose, { bytes, held });
  return refuse("out_of_memory", "tensor", { name: purpose.tensor, bytes, held });
}
