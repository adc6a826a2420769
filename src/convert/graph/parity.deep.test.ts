import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ReferencePass } from "../evaluate/reference.ts";
import { readCheckpoint } from "../read/read-checkpoint.ts";
import { expectedOf, fixtureFiles, SHAPES } from "../read/testing/checkpoints.ts";
import { writePackage } from "../testing/convert-fixture.ts";
import { GraphRun } from "../testing/run-graph.ts";

const ones = (length: number) => Array<number>(length).fill(1);

function largestError(actual: Float32Array, expected: Float32Array): number {
  expect(actual.length).toBe(expected.length);
  return actual.reduce((most, value, i) => Math.max(most, Math.abs(value - (expected[i] ?? Number.NaN))), 0);
}

function likeliest(logits: Float32Array): number {
  return logits.reduce((best, logit, id) => (logit > (logits[best] ?? 0) ? id : best), 0);
}

describe.each(SHAPES)("the fp32 graph of %s", async (shape) => {
  const checkpoint = await readCheckpoint(fixtureFiles(shape, "safetensors"));
  const folder = await writePackage(checkpoint, ["fp32"]);
  const graph = await GraphRun.open(join(folder, "onnx/model.onnx"), checkpoint.config);
  const { cases, vocab_size } = expectedOf(shape);

  it("gives PyTorch's logits within 1e-4", async () => {
    for (const { input_ids, logits } of cases) {
      const result = await graph.run([input_ids], [ones(input_ids.length)], 0);
      expect(largestError(result.logits, logits)).toBeLessThan(1e-4);
    }
  });

  it("gives PyTorch's 40 greedy tokens", async () => {
    for (const { input_ids, greedy } of cases) {
      const tokens: number[] = [];
      let step = await graph.run([input_ids], [ones(input_ids.length)], 1);
      for (;;) {
        tokens.push(likeliest(step.logits));
        if (tokens.length === greedy.length) break;
        step = await graph.run([tokens.slice(-1)], [ones(input_ids.length + tokens.length)], 1, step.past);
      }
      expect(tokens).toEqual(greedy);
    }
  });

  it("gives a row that is padded on the left what it gives the row alone, prefill and decode", async () => {
    const rows = cases.slice(0, 2).map(({ input_ids }) => input_ids);
    const length = Math.max(...rows.map((row) => row.length)) + 2;
    const padded = rows.map((row) => [...Array<number>(length - row.length).fill(0), ...row]);
    const mask = rows.map((row) => [...Array<number>(length - row.length).fill(0), ...ones(row.length)]);
    const prefill = await graph.run(padded, mask, 1);
    const longer = mask.map((row) => [...row, 1]);
    const decode = await graph.run([[7], [7]], longer, 1, prefill.past);
    for (const [index, row] of rows.entries()) {
      const own = (logits: Float32Array) => logits.subarray(index * vocab_size, (index + 1) * vocab_size);
      const alone = await graph.run([row], [ones(row.length)], 1);
      expect(largestError(own(prefill.logits), alone.logits)).toBeLessThan(1e-4);
      const next = await graph.run([[7]], [ones(row.length + 1)], 1, alone.past);
      expect(largestError(own(decode.logits), next.logits)).toBeLessThan(1e-4);
    }
  });

  it("agrees with the reference in plain JavaScript", async () => {
    for (const { input_ids, logits } of cases) {
      const pass = new ReferencePass(checkpoint);
      expect(largestError(await pass.forward([input_ids], "all"), logits)).toBeLessThan(1e-4);
    }
  });
});
