import { expect, it } from "vitest";
import { canonicalName } from "./tensorflow-names.ts";

it.each([
  ["model/wte", "wte.weight"],
  ["model/ln_f/g", "ln_f.weight"],
  ["model/ln_f/b", "ln_f.bias"],
  ["model/h3/attn/c_attn/w", "h.3.attn.c_attn.weight"],
  ["model/h3/mlp/c_proj/b", "h.3.mlp.c_proj.bias"],
  // Not GPT-2's: the name says so to whoever checks it.
  ["model/h3/attn/rotary/w", "h.3.attn.rotary.w"],
])("calls %s %s", (key, name) => {
  expect(canonicalName(key)).toBe(name);
});

it.each(["global_step", "model/wte/Adam", "model/h0/ln_1/g/Adam_1", "beta1_power"])("leaves %s out", (key) => {
  expect(canonicalName(key)).toBeUndefined();
});
