import type { Gpt2Config } from "../gpt2/config.ts";
import { partOf } from "../gpt2/package-names.ts";
import { type Gpt2Tensor, gpt2Tensors } from "../gpt2/tensors.ts";
import { INT4_BLOCK, INT4_BLOCK_BYTES, INT4_ROWS } from "./kernel-module.ts";
import { isInt4, type WeightTensor } from "./weights.ts";

/** The matrices that come with 4 bits, and keep them. */
export function findInt4(shape: Gpt2Config, tensors: readonly WeightTensor[]): readonly Gpt2Tensor[] {
  const names = new Set(tensors.filter(isInt4).map(({ name }) => partOf(name).base));
  // The list of a model's tensors is only written out where there are files behind it.
  if (names.size === 0) return [];
  return gpt2Tensors(shape).filter(({ name, kind }) => (kind === "matrix" || kind === "table") && names.has(name));
}

/** Bytes of a matrix of 4 bits in the kernel, its scales included and its bias not. */
export function int4Bytes({ inputs, outputs }: Gpt2Tensor): number {
  return Math.ceil(outputs / INT4_ROWS) * Math.ceil(inputs / INT4_BLOCK) * INT4_BLOCK_BYTES;
}

/** A byte for each matrix in the order of the module: 1 where it has 4 bits. */
export function int4Kinds(shape: Gpt2Config, int4: readonly Gpt2Tensor[]): Uint8Array {
  const names = new Set(int4.map(({ name }) => name));
  const matrices = gpt2Tensors({ ...shape, tie_word_embeddings: false }).filter(
    ({ kind }) => kind === "matrix" || kind === "table",
  );
  // The vocabulary's tables are the ends: they come behind the layers.
  const ordered = [
    ...matrices.filter(({ kind }) => kind === "matrix"),
    ...matrices.filter(({ kind }) => kind === "table"),
  ];
  return Uint8Array.from(ordered, ({ name }) => Number(names.has(name)));
}
