import { expect, it } from "vitest";
import { parseConfig } from "../../gpt2/config.ts";
import { placePairs } from "./adapter-places.ts";

const config = parseConfig(
  { model_type: "gpt2", vocab_size: 9, n_positions: 8, n_embd: 20, n_layer: 2, n_head: 2 },
  "config.json",
);

it("lays out the pairs one behind the other, rows padded, in the order of a block whatever that of the targets", () => {
  const { places, count } = placePairs(config, { rank: 3, alpha: 6, targets: ["mlp.c_proj", "attn.c_attn"] }, 4);
  expect(places.map(({ layer, target, a, b }) => [layer, target, a, b])).toEqual([
    [0, "attn.c_attn", 0, 4 * 32],
    [0, "mlp.c_proj", 4 * (32 + 64), 4 * (32 + 64 + 80)],
    [1, "attn.c_attn", 4 * 208, 4 * 240],
    [1, "mlp.c_proj", 4 * 304, 4 * 384],
  ]);
  expect(count).toBe(4 * 416);
});
