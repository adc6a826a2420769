/**
 * Trains an adapter here and by PEFT, with the same texts, order, beginning, rates and steps, and compares how well both foresee the
 * texts set aside, and what both write greedily after 20 prompts, here and in Python:
 * `npm run check:finetune -- --base CHECKPOINT --texts FILE [--epochs N] [--rate X] [--python COMMAND]`, a Python that has torch,
 * transformers and peft. Exits with 1 where a goal is missed.
 */
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { openBase } from "../../src/cli/open-base.ts";
import { trainingModule } from "../../src/cli/open-pass.ts";
import { runCli } from "../../src/cli/testing/run-cli.ts";
import { randomStream } from "../../src/generate/random.ts";
import { textFrame } from "../../src/generate/text-frame.ts";
import { openPackage } from "../../src/kernel/package-tensors.ts";
import { ADAPTER_TARGETS } from "../../src/kernel/training/adapter-shape.ts";
import { randomFactors } from "../../src/kernel/training/random-factors.ts";
import { TrainingPass } from "../../src/kernel/training/training-pass.ts";
import { countTargets, stepsOfPass, textsOfStep } from "../../src/train/batches.ts";
import { HalvedModel } from "../../src/train/halved-model.ts";
import { writePeftFiles } from "../../src/train/peft-files.ts";
import { perplexityOf } from "../../src/train/perplexity.ts";
import { prepareTexts } from "../../src/train/prepare-texts.ts";
import { readTexts } from "../../src/train/read-texts.ts";
import { rateOf } from "../../src/train/schedule.ts";

const { values } = parseArgs({
  options: {
    base: { type: "string" },
    texts: { type: "string" },
    epochs: { type: "string", default: "1" },
    rate: { type: "string", default: "0.003" },
    python: { type: "string", default: "python3" },
  },
});
const { base: checkpoint, texts: file, python } = values;
if (checkpoint === undefined || file === undefined) {
  console.error("Which model and texts? npm run check:finetune -- --base CHECKPOINT --texts FILE [--python COMMAND]");
  process.exit(2);
}

const SEED = 1;
const PROMPTS = 20;
const ADAPTER = { rank: 8, alpha: 16, targets: ADAPTER_TARGETS };
/** Goals: the same greedy texts, but where two tokens are as likely as rounding is fine; perplexities in percent. */
const LEAST_SAME = 19;
const MOST_APART = 2;

const result = v.object({
  seconds: v.number(),
  perplexity: v.object({ ours: v.number(), theirs: v.number() }),
  written: v.object({ ours: v.array(v.array(v.number())), theirs: v.array(v.array(v.number())) }),
});

const folder = await mkdtemp(join(tmpdir(), "hostless-finetune-"));
try {
  // 4-bit weights of a model that was trained on their grid are its own; those of others differ, and fp32 ones are trained as int8.
  const made = await runCli("convert", checkpoint, "--out", join(folder, "package"), "--dtypes", "q4,fp32");
  if (made.code !== 0) throw new Error(made.err);
  const { trained, prompts, seconds } = await trainHere(join(folder, "package"), file);
  execFileSync(python, [new URL("train_same.py", import.meta.url).pathname, checkpoint, folder], { stdio: "inherit" });
  const told = v.parse(result, JSON.parse(await readFile(join(folder, "result.json"), "utf8")));
  const { ours, theirs } = told.perplexity;
  console.log(`processor seconds of all steps: ${seconds.toFixed(1)} here, ${told.seconds.toFixed(1)} PEFT`);
  const apart = 100 * Math.abs(trained / theirs - 1);
  console.log(
    `perplexity of the texts set aside: ${trained.toFixed(3)} here, ${ours.toFixed(3)} the same adapter in PEFT, ${theirs.toFixed(3)} PEFT's own: ${apart.toFixed(2)} % apart`,
  );
  const same = {
    ours: await countSameTexts("ours", prompts, told.written.ours),
    theirs: await countSameTexts("theirs", prompts, told.written.theirs),
  };
  console.log(`the same greedy texts as PEFT: ${same.ours} of ${PROMPTS} with ours, ${same.theirs} with PEFT's own`);
  if (apart > MOST_APART || same.ours < LEAST_SAME || same.theirs < LEAST_SAME) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true });
}

/** Trains every step, and leaves in the folder what Python needs to do the same. */
async function trainHere(place: string, path: string) {
  const base = await openBase(place);
  const { shape, tensors } = await openPackage(base.files, base.dtype);
  const { texts } = readTexts(await readFile(path, "utf8"), path, "auto");
  const frame = textFrame(base.codec, base.defaults);
  const encode = (text: string) => base.codec.encode(text);
  const longest = Math.min(256, shape.n_positions) + 1;
  const { training, heldOut } = prepareTexts(texts, encode, { ...frame, longest, seed: SEED });
  const tokens = Math.min(256, shape.n_positions);
  const pass = await TrainingPass.start(await trainingModule(), shape, tensors, { adapter: ADAPTER, tokens });
  pass.adapter.write(randomFactors(shape, ADAPTER, randomStream(SEED, 0)));
  await saveAdapter(pass, "init");
  const count = stepsOfPass(training.length) * Number(values.epochs);
  if (!(count > 0)) throw new Error(`--epochs ${values.epochs}: nothing would be trained.`);
  const steps = Array.from({ length: count }, (_, step) => ({
    texts: textsOfStep(training, step, SEED),
    rate: rateOf(step, count, Number(values.rate)),
  }));
  const began = process.cpuUsage().user;
  const model = new HalvedModel(pass);
  for (const { texts: some, rate } of steps) {
    await model.gather(some, 1 / countTargets(some), async () => {});
    model.step({ rate, clip: 1 });
  }
  const seconds = (process.cpuUsage().user - began) / 1e6;
  await saveAdapter(pass, "ours");
  const prompts = [...heldOut, ...training]
    .slice(0, PROMPTS)
    .map((ids) => base.codec.decode(ids.slice(frame.start.length, 5)));
  const plan = { steps, heldOut, end: frame.end, prompts: prompts.map((text) => [...frame.start, ...encode(text)]) };
  await writeFile(join(folder, "plan.json"), JSON.stringify(plan));
  return { trained: await perplexityOf(model, heldOut, async () => {}), prompts, seconds };
}

async function saveAdapter(pass: TrainingPass, name: string): Promise<void> {
  const { rank, alpha, targets } = ADAPTER;
  await mkdir(join(folder, name));
  for (const { path, bytes } of writePeftFiles({ rank, alpha, targets, pairs: pass.adapter.read(), base: "" }))
    await writeFile(join(folder, name, path), bytes);
}

/** How many of the texts that the command line writes with an adapter are those of Python. */
async function countSameTexts(name: string, prompts: readonly string[], expected: readonly (readonly number[])[]) {
  const given = ["--model", join(folder, "package"), "--dtype", "fp32", "--adapter", join(folder, name)];
  const greedy = ["--no-do-sample", "--repetition-penalty", "1", "--max-new-tokens", "24", "--json"];
  let same = 0;
  for (const [i, prompt] of prompts.entries()) {
    const { code, out, err } = await runCli("generate", ...given, "--prompt", prompt, ...greedy);
    if (code !== 0) throw new Error(err);
    const { token_ids: ids } = v.parse(v.object({ token_ids: v.array(v.number()) }), JSON.parse(out));
    const text = JSON.stringify(ids);
    if (text === JSON.stringify(expected[i])) same++;
    else console.log(`${name} ${JSON.stringify(prompt)}\n  here   ${text}\n  Python ${JSON.stringify(expected[i])}`);
  }
  return same;
}
