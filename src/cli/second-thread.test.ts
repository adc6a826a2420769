import { expect, it } from "vitest";
import { ADAPTER_TARGETS } from "../kernel/training/adapter-shape.ts";
import { TrainingPass } from "../kernel/training/training-pass.ts";
import { randomModel, SMALL, tensorsOf } from "../kernel/testing/random-model.ts";
import { kernelModule } from "../kernel/testing/start-kernel.ts";
import { randomAdapter } from "../kernel/testing/training-goldens.ts";
import { HalvedModel } from "../train/halved-model.ts";
import { startSecondThread } from "./second-thread.ts";

const TEXTS = Array.from({ length: 8 }, (_, i) => Array.from({ length: 6 }, (__, j) => (i * 7 + j * 3) % 40));
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

async function startPass(): Promise<TrainingPass> {
  const adapter = { rank: 4, alpha: 8, targets: ADAPTER_TARGETS };
  const tensors = tensorsOf(randomModel(SMALL, 3));
  const pass = await TrainingPass.start(await kernelModule("training"), SMALL, tensors, { adapter, tokens: 24 });
  pass.adapter.write(randomAdapter(SMALL, adapter, 5));
  return pass;
}

async function learn(model: HalvedModel) {
  const losses = [await model.lossOf(TEXTS, breathe), await model.gather(TEXTS, 0.1, breathe)];
  return [...losses, model.step({ rate: 0.01, clip: 1 })];
}

it("computes half of each step in a thread of its own, to the same bits, and ends", async () => {
  const [own, pass] = await Promise.all([startPass(), startPass()]);
  const [alone, model] = [new HalvedModel(own), new HalvedModel(pass)];
  const end = startSecondThread(model, pass, await kernelModule("training"));
  try {
    while (model.threads === 1) await breathe();
    for (let step = 0; step < 3; step++) expect(await learn(model)).toEqual(await learn(alone));
    expect(model.threads).toBe(2);
    expect(pass.save()).toEqual(own.save());
  } finally {
    end();
  }
  // A thread that has ended is not waited for.
  expect(await learn(model)).toEqual(await learn(alone));
  expect(model.threads).toBe(1);
});
