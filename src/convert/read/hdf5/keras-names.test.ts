import { expect, it } from "vitest";
import { canonicalName } from "./keras-names.ts";

it.each([
  ["transformer/tfgp_t2lm_head_model/transformer/wte/weight:0", "wte.weight"],
  ["transformer/wpe/embeddings:0", "wpe.weight"],
  ["transformer/h_._11/attn/c_attn/weight:0", "h.11.attn.c_attn.weight"],
  ["transformer/h_._0/ln_1/gamma:0", "h.0.ln_1.weight"],
  ["transformer/h_._0/ln_1/beta:0", "h.0.ln_1.bias"],
  ["transformer/ln_f/beta:0", "ln_f.bias"],
])("calls %s %s", (path, name) => {
  expect(canonicalName(path)).toBe(name);
});

it.each(["optimizer_weights/transformer/wte/weight:0", "score/weight:0", "transformer/wte/m:0"])(
  "has no name for %s",
  (path) => {
    expect(canonicalName(path)).toBeUndefined();
  },
);
