import type { NamedBytes } from "../contract/bytes.ts";
import { refuse } from "../contract/outcome.ts";
import { TEXT_LAYOUTS } from "../contract/training.ts";
import { randomStream } from "../generate/random.ts";
import { textFrame } from "../generate/text-frame.ts";
import { openPackage } from "../kernel/package-tensors.ts";
import type { AdapterShape } from "../kernel/training/adapter-shape.ts";
import { randomFactors } from "../kernel/training/random-factors.ts";
import { TrainingPass } from "../kernel/training/training-pass.ts";
import { writePeftFiles } from "../train/peft-files.ts";
import { type PreparedTexts, prepareTexts } from "../train/prepare-texts.ts";
import { readTexts } from "../train/read-texts.ts";
import { train } from "../train/train.ts";
import type { TrainResult } from "../train/training-run.ts";
import { AdapterFolder } from "./adapter-folder.ts";
import {
  type Command,
  choice,
  type Io,
  type OptionValues,
  readUserFile,
  refuseStray,
  requiredText,
  textOf,
  UsageError,
} from "./command.ts";
import { type FinetuneOptions, readFinetuneOptions } from "./finetune-options.ts";
import { localFolder } from "./hub/local-folder.ts";
import { openBase } from "./open-base.ts";
import { trainingModule } from "./open-pass.ts";
import { ProgressBar } from "./progress-bar.ts";
import { readVoiceOption, VOICE_OPTIONS, type VoicePlace } from "./voice-option.ts";
import { tellResult, tellTexts } from "./tell-training.ts";
import { finishedAdapter, termsOfFinished, writeSmall } from "./write-small.ts";

/** Most tokens that are computed side by side: memory grows with them. Longer texts are cut. */
const TOKENS = 256;

export const finetune: Command = {
  name: "finetune",
  summary: "Teach a model the style of your texts: a LoRA adapter, trained on the CPU.",
  usage: "finetune --base DIR --texts FILE --out DIR [options]",
  options: [
    {
      name: "base",
      value: "DIR",
      help: "Folder of a model package, as convert makes it, or hf:OWNER/NAME; its weights are taken as int8.",
    },
    {
      name: "texts",
      value: "FILE",
      help: "UTF-8 texts: one a line, or with blank lines between; - is the standard input.",
    },
    { name: "layout", value: "NAME", help: `How they lie in the file: ${TEXT_LAYOUTS.join(", ")}. Default auto.` },
    {
      name: "field",
      value: "NAME",
      help: "Where a text is: a field with --layout jsonl, by default text; a column with csv, by default the likeliest.",
    },
    { name: "out", value: "DIR", help: "Folder for the adapter. A training that was interrupted goes on there." },
    { name: "rank", value: "N", help: "Rank of the adapter, 1 to 64. Default 8." },
    { name: "alpha", value: "N", help: "lora_alpha. Default twice the rank." },
    { name: "epochs", value: "N", help: "Most passes over the texts. Default 4; fewer where nothing gets better." },
    { name: "rate", value: "X", help: "Learning rate. Default auto: two are tried on the first texts." },
    {
      name: "seed",
      value: "N",
      help: "Decides the order and what is set aside: the same seed, the same adapter. Default 1.",
    },
    {
      name: "base-name",
      value: "OWNER/NAME",
      help: "Where others find the base. Default: what its manifest says, else DIR.",
    },
    ...VOICE_OPTIONS,
    { name: "json", help: "Print the figures as JSON." },
  ],
  examples: [
    "hostless finetune --base quotes --texts my-quotes.txt --out my-voice",
    "hostless finetune --base quotes --texts my-quotes.txt --out my-voice --voice my.hostless-voice",
    "hostless finetune --base quotes --texts chat.jsonl --layout jsonl --field message --out chat --rank 16",
  ],
  async run(values, positionals, io) {
    refuseStray(positionals, "the folder is given with --base");
    const file = requiredText(values, "texts");
    const layout = choice("layout", textOf(values, "layout") ?? "auto", TEXT_LAYOUTS);
    const field = textOf(values, "field");
    if (field !== undefined && layout !== "jsonl" && layout !== "csv")
      throw new UsageError(`--field ${field}: only --layout jsonl and csv have fields.`);
    const options = readFinetuneOptions(values);
    const voice = readVoiceOption(values);
    const given = await localFolder(requiredText(values, "base"), { use: "model", env: process.env, io });
    const base = await openBase(given.folder, given.source?.repo);
    const text = await readUserFile(file);
    const found = readTexts(text, file, layout, field);
    const tokens = Math.min(TOKENS, base.shape.n_positions);
    const texts = prepareTexts(found.texts, (line) => base.codec.encode(line), {
      ...textFrame(base.codec, base.defaults),
      longest: tokens + 1,
      seed: options.seed,
    });
    tellTexts(found, texts, tokens, io);
    const work = { base, texts, tokens, options, values, io };
    const out = requiredText(values, "out");
    const finished = voice && (await finishedAdapter(out));
    if (voice !== undefined && finished !== undefined) return makeSmallOnly(voice, finished, work);
    const folder = await AdapterFolder.open(out, { text, options, base: base.id });
    const pass = await startPass(work, options.adapter);
    pass.adapter.write(randomFactors(base.shape, options.adapter, randomStream(options.seed, 0)));
    const result = await trainWithBar(pass, texts, options, folder, io);
    if (result.step === 0) throw refuse("bad_request", "nothing_learned", { before: result.before });
    const { rank, alpha, targets } = options.adapter;
    const name = textOf(values, "base-name") ?? base.name;
    await folder.finish(writePeftFiles({ rank, alpha, targets, pairs: pass.adapter.read(), base: name }));
    tellResult(result, values, io);
    if (voice !== undefined) await writeSmall(voice, smallOf(pass, work, result.rate));
  },
};

interface Work {
  readonly base: Awaited<ReturnType<typeof openBase>>;
  readonly texts: PreparedTexts;
  readonly tokens: number;
  readonly options: FinetuneOptions;
  readonly values: OptionValues;
  readonly io: Io;
}

async function startPass({ base, tokens }: Work, adapter: AdapterShape): Promise<TrainingPass> {
  const { shape, tensors } = await openPackage(base.files, base.dtype);
  return TrainingPass.start(await trainingModule(), shape, tensors, { adapter, tokens });
}

/** Of an adapter that is there already, with the rank that it has. */
async function makeSmallOnly(voice: VoicePlace, files: readonly NamedBytes[], work: Work): Promise<void> {
  const { terms, rank } = await termsOfFinished(files, work.base.shape);
  const { adapter, rate } = work.options;
  const pass = await startPass(work, { ...adapter, rank, alpha: (adapter.alpha / adapter.rank) * rank });
  pass.replace(terms);
  work.io.stderr.write("The adapter in --out is finished: only the small one is made.\n");
  await writeSmall(voice, smallOf(pass, work, rate));
}

/** Whoever opens the link reads the base's name, so it is never a path of this disk. */
function smallOf(pass: TrainingPass, { base, texts, options, values, io }: Work, rate: number | undefined) {
  const name = textOf(values, "base-name") ?? base.published;
  return { pass, texts, base: { name, id: base.weightsId, shape: base.shape }, seed: options.seed, rate, io };
}

async function trainWithBar(
  pass: TrainingPass,
  texts: PreparedTexts,
  options: FinetuneOptions,
  folder: AdapterFolder,
  io: Io,
): Promise<TrainResult> {
  const bar = new ProgressBar(io.stderr);
  let isStopped = false;
  const stop = () => {
    isStopped = true;
  };
  process.once("SIGINT", stop);
  try {
    return await train(
      pass,
      texts,
      options,
      {
        onStep: ({ step, steps }) => bar.show("Training", step / steps),
        onEvaluation: ({ step, perplexity, isBest }) => {
          bar.clear();
          const kept = isBest ? "" : " (not kept)";
          io.stderr.write(`step ${step}: perplexity ${perplexity.toFixed(2)} of the texts set aside${kept}\n`);
        },
        onCheckpoint: (checkpoint) => folder.keep(checkpoint),
        isStopped: () => isStopped,
        breathe,
      },
      folder.kept,
    );
  } finally {
    process.off("SIGINT", stop);
    bar.clear();
  }
}

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
