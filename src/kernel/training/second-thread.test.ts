import { expect, it } from "vitest";
import { randomModel, tensorsOf } from "../testing/random-model.ts";
import { kernelModule } from "../testing/start-kernel.ts";
import { randomAdapter, readTrainingGoldens } from "../testing/training-goldens.ts";
import { createSecondThread, secondTask } from "./second-thread.ts";
import { TrainingPass } from "./training-pass.ts";

const { steps } = readTrainingGoldens();

it.each(steps)("$name: what a second thread computes is the same bit by bit", async ({ config, adapter, texts }) => {
  const module = await kernelModule("training-checked");
  const tokens = texts.reduce((sum, ids) => sum + ids.length - 1, 0);
  const pass = await TrainingPass.start(module, config, tensorsOf(randomModel(config, 3)), { adapter, tokens });
  pass.adapter.write(randomAdapter(config, adapter, 5));
  const second = createSecondThread();
  await expect(second.score(texts)).rejects.toThrow("not started");
  const { task, read } = secondTask(pass, module);
  await second.start(task, read);
  const handed = pass.adapter.copyValues();
  await second.setValues(handed);
  expect(await second.score(texts)).toEqual(pass.score(texts));
  const losses = texts.flatMap((ids) => pass.accumulate([ids], 0.1));
  // However the texts are cut into computations.
  expect(await second.accumulate(texts, 0.1)).toEqual(losses);
  const gradients = await second.takeGradients();
  expect(gradients).toBe(handed);
  expect(gradients.some((value) => value !== 0)).toBe(true);
  expect(gradients).toEqual(pass.adapter.takeGradients());
  // Two halves are added, and what was gathered is forgotten with other values.
  await second.accumulate(texts, 0.1);
  await second.setValues(pass.adapter.copyValues());
  expect((await second.takeGradients()).every((value) => value === 0)).toBe(true);
  pass.accumulate(texts, 0.1);
  pass.adapter.addGradients(gradients);
  expect(pass.adapter.takeGradients()).toEqual(gradients.map((value) => 2 * value));
  // Arrays are used again, where they fit.
  expect(pass.adapter.copyValues(gradients)).toBe(gradients);
  expect(pass.adapter.takeGradients(new Float32Array(3)).length).toBe(gradients.length);
  expect(() => pass.adapter.addGradients(new Float32Array(3))).toThrow("another adapter");
});

it.each(steps.slice(0, 1))("makes no steps in a room for gradients alone", async ({ config, adapter, texts }) => {
  const module = await kernelModule("training-checked");
  const { kernel } = await TrainingPass.start(module, config, tensorsOf(randomModel(config, 3)), {
    adapter,
    tokens: 64,
  });
  const pass = TrainingPass.on(kernel, { adapter, tokens: 64 }, false);
  pass.accumulate(texts.slice(0, 1), 1);
  expect(() => pass.step({ rate: 0.1, clip: 1 })).toThrow("without moments");
});
