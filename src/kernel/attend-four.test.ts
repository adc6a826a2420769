import { describe, expect, it } from "vitest";
import { randomModel, SMALL } from "./testing/random-model.ts";
import { startKernel } from "./testing/start-kernel.ts";

const IDS = Array.from({ length: 45 }, (_, i) => (i * 37 + 5) % SMALL.vocab_size);

// Four tokens are computed side by side from each fourth position on: which ones are depends on where a pass begins and ends.
describe("attention of four tokens at a time", () => {
  it.each([
    ["one head", { n_embd: 20, n_head: 1 }],
    ["heads that fill no sixteen numbers", { n_embd: 63, n_head: 3 }],
    ["scores divided by the layer", { scale_attn_by_inverse_layer_idx: true, n_head: 8 }],
  ])("is that of each token alone, bit by bit: %s", async (_name, change) => {
    const kernel = await startKernel(randomModel({ ...SMALL, ...change }));
    const alone: number[][] = [];
    for (const id of IDS) alone.push([...(await kernel.forward([[id]]))]);
    for (const first of [0, 1, 2, 3, 4, 7, 15, 16, 30, 44]) {
      await kernel.truncate(0);
      if (first > 0) await kernel.forward([IDS.slice(0, first)]);
      const logits = await kernel.forward([IDS.slice(first)], "all");
      expect([...logits]).toEqual(alone.slice(first).flat());
    }
  });

  it("tells rows apart that stand at the same positions", async () => {
    const kernel = await startKernel(randomModel(SMALL));
    const rows = [IDS.slice(0, 6), IDS.slice(6, 9), IDS.slice(9, 10), IDS.slice(10, 22)];
    const together = await kernel.forward(rows);
    const fresh = await startKernel(randomModel(SMALL));
    for (const [r, row] of rows.entries()) {
      await fresh.truncate(0);
      const size = SMALL.vocab_size;
      expect([...together.slice(r * size, (r + 1) * size)]).toEqual([...(await fresh.forward([row]))]);
    }
  });
});
