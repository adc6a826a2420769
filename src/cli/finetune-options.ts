import { ADAPTER_TARGETS, type AdapterShape } from "../kernel/training/adapter-shape.ts";
import type { TrainOptions } from "../train/training-run.ts";
import { type OptionValues, textOf } from "./command.ts";
import { readAmount } from "./read-amount.ts";

/** A step is computed in two halves. */
const MOST_THREADS = 2;

/** How a model is taught, and what. */
export interface FinetuneOptions extends TrainOptions {
  readonly adapter: AdapterShape;
}

/** @throws UsageError for an amount that is none, or beyond its limits */
export function readFinetuneOptions(values: OptionValues): FinetuneOptions {
  const rank = readAmount(values, "rank", { fallback: 8, least: 1, most: 64, whole: true });
  const alpha = readAmount(values, "alpha", { fallback: 2 * rank, least: 0.001, most: 1024 });
  return { ...readTrainOptions(values), adapter: { rank, alpha, targets: ADAPTER_TARGETS } };
}

/** Those that do not depend on what is trained. @throws UsageError as {@link readFinetuneOptions} */
export function readTrainOptions(values: OptionValues): TrainOptions {
  const epochs = readAmount(values, "epochs", { fallback: 4, least: 1, most: 100, whole: true });
  const seed = readAmount(values, "seed", { fallback: 1, least: 0, most: 2 ** 32 - 1, whole: true });
  const given = textOf(values, "rate");
  const rate =
    given === undefined || given === "auto" ? undefined : readAmount(values, "rate", { least: 1e-6, most: 1 });
  return { epochs, seed, ...(rate !== undefined && { rate }) };
}

/** How many threads train: they change how long it takes, and nothing of the result. @throws UsageError */
export function readThreads(values: OptionValues, processors: number): number {
  const fallback = Math.min(MOST_THREADS, processors);
  return readAmount(values, "threads", { fallback, least: 1, most: MOST_THREADS, whole: true });
}
