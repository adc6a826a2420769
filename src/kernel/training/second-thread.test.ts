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
  await second.setValues(pass.adapter.copyValues());
  expect(await second.score(texts)).toEqual(pass.score(texts));
  const losses = texts.flatMap((ids) => pass.accumulate([ids], 0.1));
  // However the texts are cut into computations.
  expect(await second.accumulate(texts, 0.1)).toEqual(losses);
  const gradients = await second.takeGradients();
  expect(gradients.some((value) => value !== 0)).toBe(true);
  expect(gradients).toEqual(pass.adapter.takeGradients());
  // Two halves are added, and what was gathered is forgotten with other values.
  await second.accumulate(texts, 0.1);
  await second.setValues(pass.adapter.copyValues());
  expect((await second.takeGradients()).every((value) => value === 0)).toBe(true);
  pass.accumulate(texts, 0.1);
  pass.adapter.addGradients(gradients);
  expect(pass.adapter.takeGradients()).toEqual(gradients.map((value) => 2 * value));
  expect(() => pass.adapter.addGradients(new Float32Array(3))).toThrow("another adapter");
});
