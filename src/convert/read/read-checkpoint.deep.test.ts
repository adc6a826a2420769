import { describe, expect, it } from "vitest";
import { ReferencePass } from "../evaluate/reference.ts";
import { readCheckpoint } from "./read-checkpoint.ts";
import { expectedOf, fixtureFiles, SHAPES } from "./testing/checkpoints.ts";

describe("readCheckpoint", () => {
  it.each(SHAPES)("goes on for 40 greedy tokens as PyTorch does for %s", async (shape) => {
    const checkpoint = await readCheckpoint(fixtureFiles(shape, "safetensors"));
    for (const { input_ids, greedy } of expectedOf(shape).cases) {
      const pass = new ReferencePass(checkpoint);
      let next = argmax(await pass.forward([input_ids]));
      const found = [next];
      while (found.length < greedy.length) {
        next = argmax(await pass.forward([[next]]));
        found.push(next);
      }
      expect(found).toEqual(greedy);
    }
  });
});

function argmax(logits: Float32Array): number {
  return logits.reduce((best, x, i) => (x > (logits[best] ?? 0) ? i : best), 0);
}
