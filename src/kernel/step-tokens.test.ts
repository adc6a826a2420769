import { expect, it } from "vitest";
import { TILE } from "./kernel-module.ts";
import { stepTokens } from "./step-tokens.ts";
import { SMALL } from "./testing/random-model.ts";

const GPT2 = { ...SMALL, n_layer: 12, n_embd: 768, n_inner: 3072, vocab_size: 50_257 };

it("computes a whole tile at a time of models as large as GPT-2 124M, and half of larger ones", () => {
  expect(stepTokens(SMALL)).toBe(TILE);
  expect(stepTokens(GPT2)).toBe(TILE);
  expect(stepTokens({ ...GPT2, n_layer: 24, n_embd: 1024, n_inner: 4096 })).toBe(TILE / 2);
});
