/**
 * Trains all weights of a model here, by the command line, and by PyTorch, with the same texts, order, rates and steps, and compares how
 * well both foresee the texts set aside, and what both write greedily after 20 prompts:
 * `npm run check:full -- --base CHECKPOINT --texts FILE [--epochs N] [--rate X] [--python COMMAND]`, a Python that has torch, transformers
 * and peft. Exits with 1 where a goal is missed.
 */
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { openFullBase } from "../../src/cli/open-full-base.ts";
import { readLesson } from "../../src/cli/read-lesson.ts";
import { runCli } from "../../src/cli/testing/run-cli.ts";
import { textFrame } from "../../src/generate/text-frame.ts";
import { stepsOfPass, textsOfStep } from "../../src/train/batches.ts";
import { rateOf } from "../../src/train/schedule.ts";

const { values } = parseArgs({
  options: {
    base: { type: "string" },
    texts: { type: "string" },
    epochs: { type: "string", default: "1" },
    rate: { type: "string", default: "0.0003" },
    python: { type: "string", default: "python3" },
  },
});
const { base: checkpoint, texts: file, epochs, rate, python } = values;
if (checkpoint === undefined || file === undefined) {
  console.error("Which model and texts? npm run check:full -- --base CHECKPOINT --texts FILE [--python COMMAND]");
  process.exit(2);
}

const SEED = 1;
const PROMPTS = 20;
/** Most that perplexities may differ, in percent. */
const MOST_APART = 2;

const trained = v.object({ step: v.number(), steps: v.number(), before: v.number(), after: v.number() });
const result = v.object({
  seconds: v.number(),
  perplexity: v.object({ ours: v.number(), theirs: v.number() }),
  written: v.object({ ours: v.array(v.array(v.number())), theirs: v.array(v.array(v.number())) }),
});

const folder = await mkdtemp(join(tmpdir(), "hostless-full-"));
try {
  const { seconds, step, steps, before, after } = await trainHere(join(folder, "ours"), file);
  // PyTorch keeps its last state, so that is what must be compared.
  if (step !== steps) throw new Error(`Step ${step} of ${steps} was kept: give a lower rate or fewer epochs.`);
  await writePlan(checkpoint, file, steps);
  const script = new URL("train_same.py", import.meta.url).pathname;
  execFileSync(python, [script, checkpoint, folder, "--full"], { stdio: "inherit" });
  const told = v.parse(result, JSON.parse(await readFile(join(folder, "result.json"), "utf8")));
  const { ours, theirs } = told.perplexity;
  console.log(
    `processor seconds: ${seconds.toFixed(1)} here with all judgements, ${told.seconds.toFixed(1)} PyTorch's steps`,
  );
  const apart = 100 * Math.max(Math.abs(after / theirs - 1), Math.abs(ours / theirs - 1));
  console.log(
    `perplexity of the texts set aside: ${before.toFixed(3)} before, ${after.toFixed(3)} here, ${ours.toFixed(3)} our model in PyTorch, ${theirs.toFixed(3)} PyTorch's own: ${apart.toFixed(2)} % apart`,
  );
  const same = told.written.ours.filter((ids, i) => JSON.stringify(ids) === JSON.stringify(told.written.theirs[i]));
  console.log(`the same greedy texts with both in PyTorch: ${same.length} of ${PROMPTS}`);
  if (apart > MOST_APART) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true });
}

async function trainHere(out: string, path: string) {
  const began = process.cpuUsage().user;
  const options = ["--epochs", epochs, "--rate", rate, "--seed", String(SEED), "--json"];
  const run = await runCli(
    "finetune",
    "--full",
    "--base",
    String(checkpoint),
    "--texts",
    path,
    "--out",
    out,
    ...options,
  );
  if (run.code !== 0) throw new Error(run.err);
  const seconds = (process.cpuUsage().user - began) / 1e6;
  return { seconds, ...v.parse(trained, JSON.parse(run.out)) };
}

/** Leaves in the folder what Python needs to do the same. */
async function writePlan(place: string, path: string, count: number): Promise<void> {
  const base = await openFullBase(place, undefined, process);
  const texts = { file: path, layout: "auto", field: undefined } as const;
  const { training, heldOut } = (await readLesson(texts, base, SEED, process)).texts;
  if (count !== stepsOfPass(training.length) * Number(epochs)) throw new Error(`${count} steps were not expected.`);
  const steps = Array.from({ length: count }, (_, step) => ({
    texts: textsOfStep(training, step, SEED),
    rate: rateOf(step, count, Number(rate)),
  }));
  const { start, end } = textFrame(base.codec, base.defaults);
  const prompts = [...heldOut, ...training].slice(0, PROMPTS).map((ids) => ids.slice(0, start.length + 4));
  await writeFile(join(folder, "plan.json"), JSON.stringify({ steps, heldOut, end, prompts }));
}
