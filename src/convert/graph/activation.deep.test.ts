import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { activationGoldens } from "../../gpt2/testing/activation-goldens.ts";
import { relativeError } from "../../kernel/testing/start-kernel.ts";
import { readCheckpoint } from "../read/read-checkpoint.ts";
import { fixtureFiles } from "../read/testing/checkpoints.ts";
import { writePackage } from "../testing/convert-fixture.ts";
import { GraphRun } from "../testing/run-graph.ts";

const { logits, input_ids } = activationGoldens;
const inner = await readCheckpoint(fixtureFiles("inner", "safetensors"));

describe("the ONNX graph", () => {
  it.each(Object.entries(logits))("gives PyTorch's logits with the activation %s", async (name, expected) => {
    const checkpoint = { ...inner, config: { ...inner.config, activation_function: name } };
    const folder = await writePackage(checkpoint, ["fp32"]);
    const graph = await GraphRun.open(join(folder, "onnx/model.onnx"), checkpoint.config);
    const mask = input_ids.map(() => 1);
    expect(relativeError((await graph.run([input_ids], [mask], 1)).logits, expected)).toBeLessThan(1e-5);
  });
});
