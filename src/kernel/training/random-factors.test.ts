import { expect, it } from "vitest";
import { parseConfig } from "../../gpt2/config.ts";
import { randomFactors } from "./random-factors.ts";

const config = parseConfig(
  { model_type: "gpt2", vocab_size: 9, n_positions: 8, n_embd: 4, n_layer: 2, n_head: 2 },
  "config.json",
);

it("begins with pairs for each target of each block, of which one factor is zero", () => {
  const pairs = randomFactors(config, { rank: 3, alpha: 6, targets: ["attn.c_attn", "mlp.c_proj"] }, () => 0.75);
  expect(pairs.map(({ layer, target }) => `${layer} ${target}`)).toEqual([
    "0 attn.c_attn",
    "0 mlp.c_proj",
    "1 attn.c_attn",
    "1 mlp.c_proj",
  ]);
  expect(pairs.map(({ a, b }) => [a.length, b.length])).toEqual([
    [12, 36],
    [48, 12],
    [12, 36],
    [48, 12],
  ]);
  expect(pairs.every(({ b }) => b.every((value) => value === 0))).toBe(true);
});

it("draws the other within 1 / √inputs, both ends of the numbers included", () => {
  const drawn = (number: number) =>
    randomFactors(config, { rank: 1, alpha: 1, targets: ["mlp.c_proj"] }, () => number)[0]?.a[0];
  expect([drawn(0), drawn(0.5), drawn(0.75)]).toEqual([-0.25, 0, 0.125]);
});
