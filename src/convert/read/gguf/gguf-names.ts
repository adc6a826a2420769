/** Names of llama.cpp and those that transformers has for the same. */
const WHOLE = new Map([
  ["token_embd.weight", "wte.weight"],
  ["position_embd.weight", "wpe.weight"],
  ["output_norm.weight", "ln_f.weight"],
  ["output_norm.bias", "ln_f.bias"],
  ["output.weight", "lm_head.weight"],
]);
const PARTS = new Map([
  ["attn_norm", "ln_1"],
  ["attn_qkv", "attn.c_attn"],
  ["attn_output", "attn.c_proj"],
  ["ffn_norm", "ln_2"],
  ["ffn_up", "mlp.c_fc"],
  ["ffn_down", "mlp.c_proj"],
]);

/** What transformers calls a tensor of GPT-2 in a GGUF file; what GPT-2 does not have keeps its name, within its block. */
export function canonicalName(name: string): string {
  const whole = WHOLE.get(name);
  if (whole !== undefined) return whole;
  const [, block, part = "", kind] = /^blk\.(\d+)\.(\w+)(?:\.(weight|bias))?$/.exec(name) ?? [];
  if (block === undefined) return name;
  return [`h.${block}.${PARTS.get(part) ?? part}`, ...(kind === undefined ? [] : [kind])].join(".");
}
