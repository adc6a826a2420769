import { describe, expect, it } from "vitest";
import { ReferencePass } from "../convert/evaluate/reference.ts";
import { readCheckpoint } from "../convert/read/read-checkpoint.ts";
import { fixtureFiles } from "../convert/read/testing/checkpoints.ts";
import { parseActivation } from "../gpt2/activations.ts";
import { activationGoldens } from "../gpt2/testing/activation-goldens.ts";
import { createKernel } from "./create-kernel.ts";
import { KernelInstance } from "./instance.ts";
import { Activation } from "./kernel-module.ts";
import { packageFiles } from "./testing/package-files.ts";
import { randomModel, SMALL } from "./testing/random-model.ts";
import { referenceLogits } from "./testing/reference-logits.ts";
import { kernelModule, relativeError, startKernel } from "./testing/start-kernel.ts";

const { inputs, values, logits, input_ids } = activationGoldens;

const inner = await readCheckpoint(fixtureFiles("inner", "safetensors"));

describe.each(Object.keys(values))("the activation %s", (name) => {
  const checkpoint = { ...inner, config: { ...inner.config, activation_function: name } };
  const expected = logits[name] ?? new Float32Array();

  it("is PyTorch's function in the kernel", async () => {
    const kernel = await KernelInstance.open(await kernelModule());
    const address = kernel.allocate(inputs.length * 4, "product");
    kernel.floats(address, inputs.length).set(inputs);
    kernel.functions.activate(Activation[parseActivation(name, "config.json")], address, inputs.length);
    const computed = kernel.floats(address, inputs.length);
    for (const [i, wanted] of (values[name] ?? []).entries()) {
      const error = Math.abs((computed[i] ?? Number.NaN) - wanted);
      expect(error, `of ${inputs[i]}: ${computed[i]} instead of ${wanted}`).toBeLessThanOrEqual(
        1e-6 * Math.max(1, Math.abs(wanted)),
      );
    }
  });

  it("is NaN of NaN in the kernel, so that damage shows", async () => {
    const kernel = await KernelInstance.open(await kernelModule());
    const address = kernel.allocate(16, "product");
    kernel.floats(address, 4).fill(Number.NaN);
    kernel.functions.activate(Activation[parseActivation(name, "config.json")], address, 4);
    expect([...kernel.floats(address, 4)]).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  });

  it("gives PyTorch's logits in the kernel, however the text is cut", async () => {
    const kernel = await createKernel(await packageFiles(checkpoint, "fp32"), "fp32", await kernelModule());
    const together = [...(await kernel.forward([input_ids]))];
    expect(relativeError(together, expected)).toBeLessThan(1e-3);
    await kernel.truncate(0);
    let last: number[] = [];
    for (const id of input_ids) last = [...(await kernel.forward([[id]]))];
    expect(last).toEqual(together);
  });

  it("gives PyTorch's logits in the reference", async () => {
    expect(relativeError(await new ReferencePass(checkpoint).forward([input_ids]), expected)).toBeLessThan(1e-5);
  });
});

describe("rows that do not fill a multiple of 16", () => {
  it("are quantized by their own values, though the sigmoid of what fills them up is larger", async () => {
    const model = randomModel({ ...SMALL, n_inner: 57, activation_function: "sigmoid" });
    for (const layer of [0, 1]) model.vectors.get(`h.${layer}.mlp.c_fc.bias`)?.fill(-11);
    // So that values of some 1e-5 decide the logits.
    for (const layer of [0, 1]) model.matrices.get(`h.${layer}.mlp.c_proj`)?.scale.fill(100);
    const kernel = await startKernel(model);
    for (let run = 0; run < 3; run++) {
      await kernel.truncate(0);
      const logits = await kernel.forward([[1, 2, 3, 4, 5]], "all");
      expect(relativeError(logits, await referenceLogits(model, [1, 2, 3, 4, 5]))).toBeLessThan(1e-3);
    }
  });
});
