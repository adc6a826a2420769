import { createHash } from "node:crypto";
import { totalmem } from "node:os";
import { FLOAT_FORM } from "../convert/quantize/float-form.ts";
import { openWeights } from "../kernel/training/full-pass.ts";
import { CARD, writeTrainedCard } from "../train/merged-files.ts";
import { mergeWeights } from "../train/merged-weights.ts";
import { FULL_RATES } from "../train/schedule.ts";
import { AdapterFolder } from "./adapter-folder.ts";
import { type CommandOption, type Io, type OptionValues, requiredText, textOf } from "./command.ts";
import { readTrainOptions } from "./finetune-options.ts";
import { FULL_BYTES, checkFullSize, MOST_PARAMETERS, refuseAdapterOptions } from "./full-limits.ts";
import { FullModel } from "./full-model.ts";
import { localFolder } from "./hub/local-folder.ts";
import { FINEST, type FullBase, openFullBase } from "./open-full-base.ts";
import { trainingModule } from "./open-pass.ts";
import { readLesson, readLessonPlace } from "./read-lesson.ts";
import { refuseUnlearned } from "./refuse-unlearned.ts";
import { tellResult } from "./tell-training.ts";
import { trainWithBar } from "./train-on-threads.ts";

export const FULL_OPTION: CommandOption = {
  name: "full",
  help: `Train all weights, in single precision, and write a checkpoint to --out: models of up to ${MOST_PARAMETERS / 1e6} million parameters, ${FULL_BYTES} bytes of memory for each, one thread.`,
};

/** `finetune --full`: every weight is trained, and what comes of it is a checkpoint that transformers opens. */
export async function finetuneFull(values: OptionValues, io: Io): Promise<void> {
  refuseAdapterOptions(values);
  const place = readLessonPlace(values);
  const options = { ...readTrainOptions(values), rates: FULL_RATES };
  const out = requiredText(values, "out");
  // Before anything is downloaded.
  await AdapterFolder.check(out);
  const given = requiredText(values, "base");
  const fetching = { use: "model", order: FINEST, env: process.env, io } as const;
  const { folder: from, source } = await localFolder(given, fetching);
  const base = await openFullBase(from, source?.repo, io);
  checkFullSize(given, base.shape, memoryHere());
  const lesson = await readLesson(place, base, options.seed, io);
  const weights = await openWeights(await trainingModule(), base.shape, base.tensors());
  const model = new FullModel(weights, lesson.tokens);
  tellBase(base, io);
  const { texts, tokens } = lesson;
  // Values that two shapes share compute differently; and how texts are put together decides the order of the sums of a tied embedding.
  const inputs = { texts, options, base: digestOf(model), shape: base.shape, tokens, full: true };
  const folder = await AdapterFolder.open(out, inputs);
  const result = await trainWithBar(model, { texts, options, folder, io });
  await refuseUnlearned(folder, result);
  await writeModel(folder, model, { ...base, published: textOf(values, "base-name") ?? base.published });
  tellResult(result, values, io);
}

/** What a program on this machine may have at most. */
function memoryHere(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

function tellBase({ dtype }: FullBase, io: Io): void {
  if (dtype === undefined || dtype === "fp32") return;
  io.stderr.write(`The package has no fp32 weights: training begins from what its ${dtype} weights stand for.\n`);
}

/** What tells the weights that training begins with from all others. */
function digestOf(model: FullModel): string {
  return createHash("sha256").update(model.copyValues()).digest("hex");
}

async function writeModel(
  folder: AdapterFolder,
  { weights: room }: FullModel,
  { sides, published, card }: FullBase,
): Promise<void> {
  const weights = await mergeWeights(room.read(), [], FLOAT_FORM);
  await folder.finish([
    ...sides,
    { path: CARD, bytes: Buffer.from(writeTrainedCard(published, card)) },
    { path: "model.safetensors", bytes: weights.stream() },
  ]);
}
