import { join } from "node:path";
import { expect, it } from "vitest";
import type { Checkpoint } from "../checkpoint.ts";
import { writePackage } from "../testing/convert-fixture.ts";
import { randomCheckpoint, TINY } from "../testing/random-checkpoint.ts";
import { GraphRun } from "../testing/run-graph.ts";

const IDS = [3, 1, 4, 15, 9, 26, 5, 35];

/** A model whose first position drives one inner neuron a thousand times higher than any other does. */
function withOutlier(): Checkpoint {
  const plain = randomCheckpoint();
  const { n_embd: width, n_inner: inner } = TINY;
  return {
    ...plain,
    async tensor(name) {
      const values = (await plain.tensor(name)).slice();
      if (name === "wpe.weight") {
        for (let place = 0; place * width < values.length; place++) values[place * width] = place === 0 ? 50 : 0;
      }
      if (name === "wte.weight") for (let id = 0; id * width < values.length; id++) values[id * width] = 0;
      if (name === "h.0.mlp.c_fc.weight") for (let i = 0; i < width; i++) values[i * inner] = i === 0 ? 300 : 0;
      if (name === "h.0.mlp.c_proj.weight") values.fill(0, 0, width);
      return values;
    },
  };
}

it("q8 quantizes each row of a prompt by itself: one row of large values does not spoil the others", async () => {
  const checkpoint = withOutlier();
  const folder = await writePackage(checkpoint, ["q8", "fp32"]);
  const ones = Array(IDS.length).fill(1);
  const exact = await GraphRun.open(join(folder, "onnx/model.onnx"), TINY);
  const quantized = await GraphRun.open(join(folder, "onnx/model_quantized.onnx"), TINY);
  const { logits: expected } = await exact.run([IDS], [ones], 1);
  const { logits: prefill } = await quantized.run([IDS], [ones], 1);
  let past: Awaited<ReturnType<GraphRun["run"]>> | undefined;
  for (const [i, id] of IDS.entries()) past = await quantized.run([[id]], [ones.slice(0, i + 1)], 1, past?.past);
  const error = (logits: Float32Array | undefined) =>
    Math.max(...expected.map((value, i) => Math.abs(value - (logits?.[i] ?? Number.NaN))));
  expect(error(prefill)).toBeLessThan(3 * error(past?.logits));
});
