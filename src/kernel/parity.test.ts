import { describe, expect, it } from "vitest";
import type { ForwardPass } from "../contract/forward-pass.ts";
import { readCheckpoint } from "../convert/read/read-checkpoint.ts";
import { expectedOf, fixtureFiles, SHAPES, type Shape } from "../convert/read/testing/checkpoints.ts";
import { createKernel } from "./create-kernel.ts";
import { packageFiles } from "./testing/package-files.ts";
import { kernelModule } from "./testing/start-kernel.ts";

async function kernelOf(shape: Shape): Promise<ForwardPass> {
  const checkpoint = await readCheckpoint(fixtureFiles(shape, "safetensors"));
  return createKernel(await packageFiles(checkpoint, "q8"), "q8", await kernelModule());
}

/** Length of the difference over the length of what is expected. */
function relativeError(actual: Float32Array, expected: Float32Array): number {
  let [difference, length] = [0, 0];
  expected.forEach((value, i) => {
    difference += ((actual[i] ?? Number.NaN) - value) ** 2;
    length += value ** 2;
  });
  return Math.sqrt(difference / length);
}

describe.each(SHAPES)("the checkpoint %s against PyTorch in fp32", (shape) => {
  const { cases, vocab_size } = expectedOf(shape);

  it("has logits within 1 %, at every position of every prompt", async () => {
    const kernel = await kernelOf(shape);
    for (const { input_ids, logits } of cases) {
      await kernel.truncate(0);
      const actual = (await kernel.forward([input_ids], "all")).slice();
      for (let t = 0; t < input_ids.length; t++) {
        const range = [t * vocab_size, (t + 1) * vocab_size] as const;
        expect(relativeError(actual.subarray(...range), logits.subarray(...range))).toBeLessThan(0.01);
      }
    }
  });

  it("finds PyTorch's greedy token at nearly every step", async () => {
    const kernel = await kernelOf(shape);
    let [right, steps] = [0, 0];
    for (const { input_ids, greedy } of cases) {
      await kernel.truncate(0);
      let next = input_ids;
      for (const token of greedy) {
        const logits = await kernel.forward([next]);
        right += Number(logits.indexOf(Math.max(...logits)) === token);
        steps++;
        next = [token];
      }
    }
    expect(right / steps).toBeGreaterThanOrEqual(0.99);
  });
});
