import type { KernelInstance } from "./instance.ts";
import type { KernelShape } from "./shape.ts";

/** Where a tensor belongs in the kernel's memory. */
export interface Slot {
  readonly kind: "matrix" | "scales" | "vector" | "table";
  /** Of the product a matrix or its scales belong to, or of the vector itself. */
  readonly address: number;
  /** Outputs of a matrix; elements of a vector; columns of a table. */
  readonly extent: number;
  /** Inputs of a matrix; rows of a table; 1 for a vector. */
  readonly inputs: number;
}

/** Every tensor that a model of this shape consists of, by canonical name. */
export function findSlots(kernel: KernelInstance, shape: KernelShape): ReadonlyMap<string, Slot> {
  const { n_embd, n_inner } = shape;
  const slots = new Map<string, Slot>();
  const vector = (name: string, address: number, extent: number) =>
    slots.set(name, { kind: "vector", address, extent, inputs: 1 });
  const matrix = (name: string, address: number, extent: number, inputs: number) => {
    slots.set(`${name}.weight`, { kind: "matrix", address, extent, inputs });
    slots.set(`${name}.scale`, { kind: "scales", address, extent, inputs });
    const bias = kernel.call("linearBias", address);
    if (bias !== 0) vector(`${name}.bias`, bias, extent);
  };
  for (let i = 0; i < shape.n_layer; i++) {
    const part = (which: number) => kernel.call("layerPart", i, which);
    vector(`h.${i}.ln_1.weight`, part(0), n_embd);
    vector(`h.${i}.ln_1.bias`, part(1), n_embd);
    matrix(`h.${i}.attn.c_attn`, part(2), 3 * n_embd, n_embd);
    matrix(`h.${i}.attn.c_proj`, part(3), n_embd, n_embd);
    vector(`h.${i}.ln_2.weight`, part(4), n_embd);
    vector(`h.${i}.ln_2.bias`, part(5), n_embd);
    matrix(`h.${i}.mlp.c_fc`, part(6), n_inner, n_embd);
    matrix(`h.${i}.mlp.c_proj`, part(7), n_embd, n_inner);
  }
  const positions = { address: kernel.call("positionsAddress"), extent: n_embd, inputs: shape.n_positions };
  slots.set("wpe.weight", { kind: "table", ...positions });
  vector("ln_f.weight", kernel.call("finalNormPart", 0), n_embd);
  vector("ln_f.bias", kernel.call("finalNormPart", 1), n_embd);
  matrix("wte", kernel.call("embeddingPart"), shape.vocab_size, n_embd);
  if (!shape.tie_word_embeddings) matrix("lm_head", kernel.call("headPart"), shape.vocab_size, n_embd);
  return slots;
}
