import { Refusal } from "../contract/outcome.ts";
import type { KernelInstance } from "./instance.ts";
import type { KernelShape } from "./shape.ts";

/** Where a matrix product's parts lie in the kernel's memory. */
export interface LinearSlot {
  readonly kind: "linear";
  readonly address: number;
  readonly outputs: number;
  readonly inputs: number;
}

/** Where float32 values lie. */
export interface VectorSlot {
  readonly kind: "vector";
  readonly address: number;
  readonly count: number;
}

export type Slot = LinearSlot | VectorSlot;

/** Every tensor that a model of this shape consists of, by canonical name. */
export function findSlots(kernel: KernelInstance, shape: KernelShape): ReadonlyMap<string, Slot> {
  const { n_embd, n_inner } = shape;
  const slots = new Map<string, Slot>();
  const vector = (name: string, address: number, count: number) => slots.set(name, { kind: "vector", address, count });
  const linear = (name: string, address: number, outputs: number, inputs: number) => {
    slots.set(`${name}.weight`, { kind: "linear", address, outputs, inputs });
    vector(`${name}.scale`, kernel.call("linearScales", address), outputs);
    const bias = kernel.call("linearBias", address);
    if (bias !== 0) vector(`${name}.bias`, bias, outputs);
  };
  for (let i = 0; i < shape.n_layer; i++) {
    const part = (which: number) => kernel.call("layerPart", i, which);
    vector(`h.${i}.ln_1.weight`, part(0), n_embd);
    vector(`h.${i}.ln_1.bias`, part(1), n_embd);
    linear(`h.${i}.attn.c_attn`, part(2), 3 * n_embd, n_embd);
    linear(`h.${i}.attn.c_proj`, part(3), n_embd, n_embd);
    vector(`h.${i}.ln_2.weight`, part(4), n_embd);
    vector(`h.${i}.ln_2.bias`, part(5), n_embd);
    linear(`h.${i}.mlp.c_fc`, part(6), n_inner, n_embd);
    linear(`h.${i}.mlp.c_proj`, part(7), n_embd, n_inner);
  }
  vector("wpe.weight", kernel.call("positionsAddress"), shape.n_positions * n_embd);
  vector("ln_f.weight", kernel.call("finalNormPart", 0), n_embd);
  vector("ln_f.bias", kernel.call("finalNormPart", 1), n_embd);
  linear("wte", kernel.call("embeddingPart"), shape.vocab_size, n_embd);
  if (!shape.tie_word_embeddings) linear("lm_head", kernel.call("headPart"), shape.vocab_size, n_embd);
  return slots;
}

/** Splits `wte.weight.1` into its slot's name and the part's number; a whole tensor is part 0. */
export function partOf(name: string): { readonly base: string; readonly part: number } {
  const match = /^(.*\.(?:weight|bias|scale))\.(\d+)$/.exec(name);
  return { base: match?.[1] ?? name, part: Number(match?.[2] ?? 0) };
}

/** @throws Refusal `no_usable_files` */
export function missing(name: string): Refusal {
  return new Refusal("no_usable_files", `The model has no tensor ${name}, or only a part of it.`, { subject: name });
}
