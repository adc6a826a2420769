import type { NamedBytes } from "../../../contract/bytes.ts";
import { file } from "./binary.ts";
import { type TinyTensor, writeSafetensors } from "./write-safetensors.ts";

export const TINY_CONFIG = {
  model_type: "gpt2",
  architectures: ["GPT2LMHeadModel"],
  vocab_size: 3,
  n_positions: 4,
  n_embd: 2,
  n_layer: 1,
  n_head: 1,
};

export const TINY_TOKENIZER = {
  version: "1.0",
  truncation: null,
  padding: null,
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true },
  post_processor: null,
  decoder: { type: "ByteLevel", add_prefix_space: true, trim_offsets: true, use_regex: true },
  model: { type: "BPE", dropout: null, unk_token: null, vocab: { a: 0, b: 1, ab: 2 }, merges: ["a b"] },
};

/** All weights of {@link TINY_CONFIG}: the smallest GPT-2 there is. */
export function tinyTensors(): TinyTensor[] {
  const shapes: Record<string, number[]> = {
    "wte.weight": [3, 2],
    "wpe.weight": [4, 2],
    "h.0.ln_1.weight": [2],
    "h.0.ln_1.bias": [2],
    "h.0.attn.c_attn.weight": [2, 6],
    "h.0.attn.c_attn.bias": [6],
    "h.0.attn.c_proj.weight": [2, 2],
    "h.0.attn.c_proj.bias": [2],
    "h.0.ln_2.weight": [2],
    "h.0.ln_2.bias": [2],
    "h.0.mlp.c_fc.weight": [2, 8],
    "h.0.mlp.c_fc.bias": [8],
    "h.0.mlp.c_proj.weight": [8, 2],
    "h.0.mlp.c_proj.bias": [2],
    "ln_f.weight": [2],
    "ln_f.bias": [2],
  };
  return Object.entries(shapes).map(([name, shape]) => ({ name, shape, values: ramp(shape) }));
}

function ramp(shape: readonly number[]): number[] {
  return Array.from({ length: shape.reduce((count, size) => count * size, 1) }, (_, i) => (i % 7) / 8 - 0.375);
}

/** A whole tiny checkpoint, files replaced, added or (with `null`) left out. */
export function tinyFiles(changes: Readonly<Record<string, string | Uint8Array | null>> = {}): NamedBytes[] {
  const files: Record<string, string | Uint8Array | null> = {
    "config.json": JSON.stringify(TINY_CONFIG),
    "tokenizer.json": JSON.stringify(TINY_TOKENIZER),
    "model.safetensors": writeSafetensors(tinyTensors()),
    ...changes,
  };
  return Object.entries(files).flatMap(([path, content]) => (content === null ? [] : [file(path, content)]));
}

/** The tiny checkpoint with its weights in a `pytorch_model.bin`. */
export const tinyTorchFiles = (bin: Uint8Array): NamedBytes[] =>
  tinyFiles({ "model.safetensors": null, "pytorch_model.bin": bin });
