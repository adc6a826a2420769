import { Tokenizer } from "@huggingface/tokenizers";
import { describe, expect, it } from "vitest";
import { ReferencePass } from "../evaluate/reference.ts";
import { readCheckpoint } from "./read-checkpoint.ts";
import { expectedOf, fixtureFiles, SHAPES } from "./testing/checkpoints.ts";

const all = SHAPES.flatMap((shape) => expectedOf(shape).formats.map((format) => [shape, format] as const));

describe("readCheckpoint", () => {
  it.each(all)("gives PyTorch's logits for %s as %s", async (shape, format) => {
    const expected = expectedOf(shape);
    const checkpoint = await readCheckpoint(fixtureFiles(shape, format));
    expect(checkpoint.config.vocab_size).toBe(expected.vocab_size);
    expect(checkpoint.config.tie_word_embeddings).toBe(shape !== "untied");
    for (const { input_ids, logits } of expected.cases) {
      const found = await new ReferencePass(checkpoint).forward([input_ids], "all");
      expect(largestGap(found, logits)).toBeLessThan(1e-4);
    }
  });

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

  it.each(SHAPES)("writes a tokenizer that reads prompts as Python does for %s", async (shape) => {
    const { tokenizer, tokenizerConfig } = await readCheckpoint(fixtureFiles(shape, "safetensors"));
    const codec = new Tokenizer(JSON.parse(tokenizer), JSON.parse(tokenizerConfig));
    for (const { prompt, input_ids } of expectedOf(shape).cases) expect(codec.encode(prompt).ids).toEqual(input_ids);
  });

  it("takes files of a dropped folder, and of them the highest checkpoint", async () => {
    const files = fixtureFiles("plain", "safetensors").map(({ path, bytes }) => ({ path: `my-model/${path}`, bytes }));
    const deeper = fixtureFiles("inner", "bin").map(({ path, bytes }) => ({ path: `my-model/old/${path}`, bytes }));
    expect((await readCheckpoint([...deeper, ...files])).config.n_embd).toBe(36);
  });
});

function largestGap(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((gap, x, i) => Math.max(gap, Math.abs(x - (b[i] ?? Number.NaN))), 0);
}

function argmax(logits: Float32Array): number {
  return logits.reduce((best, x, i) => (x > (logits[best] ?? 0) ? i : best), 0);
}
