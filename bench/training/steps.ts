import { openBase } from "../../src/cli/open-base.ts";
import { trainingModule } from "../../src/cli/open-pass.ts";
import { startSecondThread } from "../../src/cli/second-thread.ts";
import { randomStream } from "../../src/generate/random.ts";
import { openPackage } from "../../src/kernel/package-tensors.ts";
import { ADAPTER_TARGETS } from "../../src/kernel/training/adapter-shape.ts";
import { randomFactors } from "../../src/kernel/training/random-factors.ts";
import { TrainingPass } from "../../src/kernel/training/training-pass.ts";
import { countTargets, textsOfStep, tokensAtOnce } from "../../src/train/batches.ts";
import { HalvedModel } from "../../src/train/halved-model.ts";

type Texts = readonly (readonly number[])[];

const SHAPE = { rank: 8, alpha: 16, targets: ADAPTER_TARGETS };
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Tokens that a second of training takes, nothing tried and nothing judged. */
export async function timeSteps(folder: string, texts: Texts, threads: number, seconds: number): Promise<number> {
  const base = await openBase(folder);
  const { shape, tensors } = await openPackage(base.files, base.dtype);
  const module = await trainingModule();
  const tokens = tokensAtOnce(texts, shape.n_positions);
  const pass = await TrainingPass.start(module, shape, tensors, { adapter: SHAPE, tokens });
  pass.adapter.write(randomFactors(shape, SHAPE, randomStream(1, 0)));
  const model = new HalvedModel(pass);
  const end = threads > 1 ? startSecondThread(model, pass, module) : () => {};
  try {
    return await countTokens(model, texts, threads, seconds);
  } finally {
    end();
  }
}

async function countTokens(model: HalvedModel, texts: Texts, threads: number, seconds: number): Promise<number> {
  let step = 0;
  const learn = async () => {
    const some = textsOfStep(texts, step++, 1);
    const count = countTargets(some);
    await model.gather(some, 1 / count, breathe);
    model.step({ rate: 0.003, clip: 1 });
    return count;
  };
  // Until the other thread has a copy of the model, and the engine has compiled both.
  for (let warm = 0; warm < 3; ) {
    await learn();
    if (model.threads === threads) warm++;
  }
  const began = performance.now();
  let tokens = 0;
  while (performance.now() - began < seconds * 1000) tokens += await learn();
  return (tokens / (performance.now() - began)) * 1000;
}
