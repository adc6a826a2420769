import { expect, it } from "vitest";
import type { LowRankTerm } from "../contract/low-rank.ts";
import { digestOfTerms } from "./adapter-digest.ts";

function term(module: string, scale = 2): LowRankTerm {
  return { module, rank: 1, scale, a: new Float32Array([1, 2]), b: new Float32Array([3]) };
}

it("tells adapters by what they compute, in whatever order they are given", async () => {
  const terms = [term("h.0.attn.c_attn"), term("h.1.attn.c_attn")];
  const digest = await digestOfTerms(terms);
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(await digestOfTerms([...terms].reverse())).toBe(digest);
  expect(await digestOfTerms([term("h.0.attn.c_attn", 1), term("h.1.attn.c_attn")])).not.toBe(digest);
});
