import type { TrainingPass } from "../kernel/training/training-pass.ts";
import { HalvedModel } from "../train/halved-model.ts";
import type { PreparedTexts } from "../train/prepare-texts.ts";
import { train } from "../train/train.ts";
import type { Trainable } from "../train/trainable.ts";
import type { TrainOptions, TrainResult } from "../train/training-run.ts";
import type { AdapterFolder } from "./adapter-folder.ts";
import type { Io } from "./command.ts";
import { trainingModule } from "./open-pass.ts";
import { ProgressBar } from "./progress-bar.ts";
import { startSecondThread } from "./second-thread.ts";

interface Lesson {
  readonly texts: PreparedTexts;
  readonly options: TrainOptions;
  /** Has what an earlier training came to. */
  readonly folder: AdapterFolder;
  readonly threads: number;
  readonly io: Io;
}

/** Trains, and shows how far it is. The number of threads changes how long it takes, and nothing else. Ctrl+C ends with the best state. */
export async function trainOnThreads(pass: TrainingPass, lesson: Lesson): Promise<TrainResult> {
  const model = new HalvedModel(pass, () => performance.now());
  const end = lesson.threads > 1 ? startSecondThread(model, pass, await trainingModule()) : () => {};
  try {
    return await trainWithBar(model, lesson);
  } finally {
    end();
  }
}

/** Trains on this thread, and shows how far it is. Ctrl+C ends with the best state. */
export async function trainWithBar(
  model: Trainable,
  { texts, options, folder, io }: Omit<Lesson, "threads">,
): Promise<TrainResult> {
  const bar = new ProgressBar(io.stderr);
  let isStopped = false;
  const stop = () => {
    isStopped = true;
  };
  process.once("SIGINT", stop);
  try {
    return await train(
      model,
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
