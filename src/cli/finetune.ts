import { availableParallelism } from "node:os";
import type { NamedBytes } from "../contract/bytes.ts";
import { randomStream } from "../generate/random.ts";
import { openPackage } from "../kernel/package-tensors.ts";
import type { AdapterShape } from "../kernel/training/adapter-shape.ts";
import { randomFactors } from "../kernel/training/random-factors.ts";
import { TrainingPass } from "../kernel/training/training-pass.ts";
import { writePeftFiles } from "../train/peft-files.ts";
import { AdapterFolder } from "./adapter-folder.ts";
import { type Command, type Io, type OptionValues, refuseStray, requiredText, textOf } from "./command.ts";
import { FULL_OPTION, finetuneFull } from "./finetune-full.ts";
import { type FinetuneOptions, readFinetuneOptions, readThreads } from "./finetune-options.ts";
import { localFolder } from "./hub/local-folder.ts";
import { type Base, openBase } from "./open-base.ts";
import { trainingModule } from "./open-pass.ts";
import { LESSON_OPTIONS, type Lesson, readLesson, readLessonPlace } from "./read-lesson.ts";
import { trainOnThreads } from "./train-on-threads.ts";
import { refuseUnlearned } from "./refuse-unlearned.ts";
import { readVoiceOption, VOICE_OPTIONS, type VoicePlace } from "./voice-option.ts";
import { tellResult } from "./tell-training.ts";
import { readMergedOption, writeMerged } from "./write-merged.ts";
import { finishedAdapter, termsOfFinished, writeSmall } from "./write-small.ts";

export const finetune: Command = {
  name: "finetune",
  summary: "Teach a model the style of your texts, on the CPU: a LoRA adapter, or all of a small model.",
  usage: "finetune --base DIR --texts FILE --out DIR [options]",
  options: [
    {
      name: "base",
      value: "DIR",
      help: "Folder of a model package, as convert makes it, or hf:OWNER/NAME; its weights are taken as int8. With --full a checkpoint, too.",
    },
    ...LESSON_OPTIONS,
    {
      name: "out",
      value: "DIR",
      help: "Folder for the adapter, or the model. A training that was interrupted goes on there.",
    },
    { name: "rank", value: "N", help: "Rank of the adapter, 1 to 64. Default 8." },
    { name: "alpha", value: "N", help: "lora_alpha. Default twice the rank." },
    { name: "epochs", value: "N", help: "Most passes over the texts. Default 4; fewer where nothing gets better." },
    { name: "rate", value: "X", help: "Learning rate. Default auto: two are tried on the first texts." },
    {
      name: "seed",
      value: "N",
      help: "Decides the order and what is set aside: the same seed, the same adapter. Default 1.",
    },
    { name: "threads", value: "N", help: "1 or 2. Default 2 where there are two processors. The adapter is the same." },
    {
      name: "base-name",
      value: "OWNER/NAME",
      help: "Where others find the base. Default: what its manifest says, else DIR.",
    },
    ...VOICE_OPTIONS,
    {
      name: "merged",
      value: "DIR",
      help: "Write the base with the adapter merged into it, too: a checkpoint of half precision. Where --out is finished, only that.",
    },
    FULL_OPTION,
    { name: "json", help: "Print the figures as JSON." },
  ],
  examples: [
    "hostless finetune --base quotes --texts my-quotes.txt --out my-voice",
    "hostless finetune --base quotes --texts my-quotes.txt --out my-voice --voice my.hostless-voice",
    "hostless finetune --base quotes --texts chat.jsonl --layout jsonl --field message --out chat --rank 16",
    "hostless finetune --full --base my-checkpoint --texts my-quotes.txt --out my-model",
  ],
  async run(values, positionals, io) {
    refuseStray(positionals, "the folder is given with --base");
    if (values["full"] === true) return finetuneFull(values, io);
    const place = readLessonPlace(values);
    const options = readFinetuneOptions(values);
    const threads = readThreads(values, availableParallelism());
    const voice = readVoiceOption(values);
    const merged = await readMergedOption(values);
    const out = requiredText(values, "out");
    const isMore = voice !== undefined || merged !== undefined;
    const finished = isMore ? await finishedAdapter(out) : undefined;
    // Before anything is downloaded.
    if (finished === undefined) await AdapterFolder.check(out);
    const given = await localFolder(requiredText(values, "base"), { use: "model", env: process.env, io });
    const base = await openBase(given.folder, given.source?.repo);
    const lesson = await readLesson(place, base, options.seed, io);
    const { texts } = lesson;
    const work = { base, lesson, options, values, io };
    if (finished !== undefined) return writeOfFinished(finished, work, { voice, merged });
    const folder = await AdapterFolder.open(out, { texts, options, base: base.id });
    const pass = await startPass(work, options.adapter);
    pass.adapter.write(randomFactors(base.shape, options.adapter, randomStream(options.seed, 0)));
    const result = await trainOnThreads(pass, { texts, options, folder, threads, io });
    await refuseUnlearned(folder, result);
    const { rank, alpha, targets } = options.adapter;
    const pairs = pass.adapter.read();
    await folder.finish(writePeftFiles({ rank, alpha, targets, pairs, base: nameOfBase(work) }));
    tellResult(result, values, io);
    if (merged !== undefined) await writeMerged(merged, base, pass.terms(), io);
    if (voice !== undefined) await writeSmall(voice, smallOf(pass, work, result.rate));
  },
};

interface Work {
  readonly base: Base;
  readonly lesson: Lesson;
  readonly options: FinetuneOptions;
  readonly values: OptionValues;
  readonly io: Io;
}

async function startPass({ base, lesson }: Work, adapter: AdapterShape): Promise<TrainingPass> {
  const { shape, tensors } = await openPackage(base.files, base.dtype);
  return TrainingPass.start(await trainingModule(), shape, tensors, { adapter, tokens: lesson.tokens });
}

/** As PEFT's files name it. */
function nameOfBase({ base, values }: Pick<Work, "base" | "values">): string {
  return textOf(values, "base-name") ?? base.name;
}

interface Places {
  readonly voice: VoicePlace | undefined;
  readonly merged: string | undefined;
}

/** Of an adapter that is there already, with the rank that it has. */
async function writeOfFinished(files: readonly NamedBytes[], work: Work, { voice, merged }: Places): Promise<void> {
  const { terms, rank } = await termsOfFinished(files, { name: nameOfBase(work), shape: work.base.shape });
  work.io.stderr.write("The adapter in --out is finished: only what is made of it is written.\n");
  if (merged !== undefined) await writeMerged(merged, work.base, terms, work.io);
  if (voice === undefined) return;
  const { adapter, rate } = work.options;
  const pass = await startPass(work, { ...adapter, rank, alpha: (adapter.alpha / adapter.rank) * rank });
  pass.replace(terms);
  await writeSmall(voice, smallOf(pass, work, rate));
}

/** Whoever opens the link reads the base's name, so it is never a path of this disk. */
function smallOf(pass: TrainingPass, { base, lesson, options, values, io }: Work, rate: number | undefined) {
  const name = textOf(values, "base-name") ?? base.published;
  return {
    pass,
    texts: lesson.texts,
    base: { name, id: base.weightsId, shape: base.shape },
    seed: options.seed,
    rate,
    io,
  };
}
