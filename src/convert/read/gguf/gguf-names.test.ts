import { expect, it } from "vitest";
import { canonicalName } from "./gguf-names.ts";

it.each([
  ["token_embd.weight", "wte.weight"],
  ["output.weight", "lm_head.weight"],
  ["blk.10.attn_qkv.bias", "h.10.attn.c_attn.bias"],
  ["blk.0.ffn_down.weight", "h.0.mlp.c_proj.weight"],
  ["blk.0.attn_norm.weight", "h.0.ln_1.weight"],
  ["blk.2.ffn_gate.weight", "h.2.ffn_gate.weight"],
  ["blk.2.attn_rot_embd", "h.2.attn_rot_embd"],
  ["rope_freqs.weight", "rope_freqs.weight"],
])("calls %s %s", (name, canonical) => {
  expect(canonicalName(name)).toBe(canonical);
});
