import * as v from "valibot";
import type { ByteSource, NamedBytes } from "./bytes.ts";
import { LIMITS } from "./limits.ts";
import type { SavedFile } from "./model-library.ts";
import type { ModelSource } from "./model-source.ts";
import type { Failure, Outcome } from "./outcome.ts";

/** How texts lie in a file. `auto`: paragraphs where blank lines part them every few lines, else lines. */
export const TEXT_LAYOUTS = ["auto", "lines", "paragraphs", "csv", "jsonl"] as const;
export type TextLayout = (typeof TEXT_LAYOUTS)[number];

/** More would take days to be learned. */
export const MOST_TEXT_BYTES = 20_000_000;
/** With fewer a style has form, but little sense. */
export const ENOUGH_TEXTS = 100;
const MOST_EPOCHS = 100;

const byteSource = v.custom<ByteSource>(
  (input) => typeof input === "object" && input !== null && "arrayBuffer" in input && "size" in input,
);

/** Texts as the visitor gives them. */
export const textInput = v.object({
  /** For messages. */
  name: v.pipe(v.string(), v.maxLength(1000)),
  bytes: byteSource,
  layout: v.picklist(TEXT_LAYOUTS),
  /** The column of a table, or the field of JSON Lines; absent, the likeliest. */
  field: v.exactOptional(v.pipe(v.string(), v.maxLength(1000))),
});
export type TextInput = v.InferOutput<typeof textInput>;

/** How they are learned. */
export const trainingChoice = v.object({
  rank: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LIMITS.adapterRank)),
  /** Most passes over the texts. */
  epochs: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_EPOCHS)),
  /** Absent, two are tried. */
  rate: v.exactOptional(v.pipe(v.number(), v.minValue(1e-6), v.maxValue(1))),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1)),
});
export type TrainingChoice = v.InferOutput<typeof trainingChoice>;

/** A model that is kept on this device. */
export interface TeachableModel {
  readonly source: ModelSource;
  readonly name: string;
  readonly bytes: number;
  /** Why it cannot be taught. */
  readonly why?: Failure;
}

/** The model that is taught. */
export interface TaughtModel {
  readonly name: string;
  /** The adapters that are kept for it, oldest first. */
  readonly voices: readonly KeptVoice[];
  /** The one of them that is open: the newest, or the one that was asked for; absent where that is not there or cannot be read. */
  readonly kept?: KeptVoice;
}

/** What was learned, as it is kept. */
export interface KeptVoice {
  /** Where it is kept; absent until then. */
  readonly id?: string;
  readonly name: string;
  /** Perplexity of the texts set aside; absent where the adapter came in a file. */
  readonly before?: number;
  readonly after?: number;
}

/** What was learned, made small enough for a link. */
export interface SmallVoice extends SavedFile {
  /** Perplexity of the texts set aside; absent where the texts are not at hand any more, and it could not learn them once more. */
  readonly perplexity?: number;
}

/** What was found in the visitor's texts. */
export interface FoundTexts {
  readonly texts: number;
  readonly leftOut: { readonly repeated: number; readonly empty: number; readonly addresses: number };
  /** Cut at the end, since they are longer than what is learned at once. */
  readonly cut: number;
  /** Most tokens of one text. */
  readonly longest: number;
  readonly tokens: number;
  readonly heldOut: number;
  /** Of a table, with the one that is read. */
  readonly columns?: readonly string[];
  readonly column?: string;
}

/** A training that the end of its page broke off. */
export interface UnfinishedTraining {
  readonly source: ModelSource;
  readonly model: string;
  readonly name: string;
  readonly texts: number;
  /** From 0 to 1. */
  readonly done: number;
}

/** What the model writes after a prompt with one seed: as it was, and as it is now. */
export interface SamplePair {
  readonly prompt: string;
  readonly before: string;
  readonly now: string;
}

/** What is told while a model is taught. */
export type TrainingEvent =
  | {
      readonly type: "progress";
      /** From 0 to 1, never back. */
      readonly fraction: number;
      readonly secondsLeft: number;
      readonly tokensPerSecond: number;
      readonly step: number;
      readonly steps: number;
      /** Mean of -log p of the tokens of the step, in nats. */
      readonly loss: number;
      /** Of the short trainings that find the rate. */
      readonly isTrial: boolean;
    }
  /** The texts set aside were scored. */
  | { readonly type: "judged"; readonly step: number; readonly loss: number; readonly isBest: boolean }
  | { readonly type: "samples"; readonly samples: readonly SamplePair[] }
  /** What was learned so far could not be kept on the device: a reload loses it. */
  | { readonly type: "unkept"; readonly failure: Failure };

/** Why it ended: all passes done, no better any more, stopped, or gradients that were not finite. */
export type TaughtEnd = "done" | "worse" | "stopped" | "not_finite";

/** What came of a training. */
export interface Taught {
  readonly end: TaughtEnd;
  /** Step of what is kept; 0: nothing was better than the model as it was, and nothing is kept. */
  readonly step: number;
  readonly steps: number;
  /** Perplexity of the texts set aside. */
  readonly before: number;
  readonly after: number;
  /** Share of what it writes after beginnings of the texts that stands in them word by word. */
  readonly recited: number;
  readonly samples: readonly SamplePair[];
}

type OnEvent = (event: TrainingEvent) => void;

/** The thread that teaches a model. It ends with the page; what it learned so far is kept on the device. */
export interface Trainer {
  /** Which of the models that are kept on this device can be taught. */
  listModels(): Promise<Outcome<readonly TeachableModel[]>>;
  /** Opens the model that is to be taught. @param voice id of the kept adapter that is to be open */
  openModel(source: ModelSource, voice?: string): Promise<Outcome<TaughtModel>>;
  /** Opens a kept adapter of the open model in the place of what was learned. */
  openKept(id: string): Promise<Outcome<KeptVoice>>;
  /** Reads texts as the open model would. */
  readTexts(input: TextInput): Promise<Outcome<FoundTexts>>;
  /** A training that was broken off, of whichever model. */
  unfinished(): Promise<Outcome<UnfinishedTraining | undefined>>;
  /** Takes the texts of that training, for the open model. */
  takeUnfinished(): Promise<Outcome<{ readonly found: FoundTexts; readonly choice: TrainingChoice }>>;
  forgetUnfinished(): Promise<Outcome<void>>;
  /** Teaches the open model the texts that were read; goes on where an equal training was broken off. */
  teach(choice: TrainingChoice, onEvent: OnEvent): Promise<Outcome<Taught>>;
  /** Others compute first: training waits between two computations. */
  hold(isHeld: boolean): Promise<void>;
  /** Ends the training at once, whose best state is kept, or {@link makeSmall}, which fails with `cancelled` then. */
  stop(): Promise<void>;
  /** Writes with and without what was learned. */
  write(prompt: string, seed: number): Promise<Outcome<SamplePair>>;
  /** Keeps what was learned on this device, beside other adapters; what is kept already gets the name. */
  keep(name: string): Promise<Outcome<KeptVoice>>;
  /** Removes what was learned, here and on the device. */
  drop(): Promise<Outcome<void>>;
  /** What was learned as a folder of PEFT, in a zip. */
  saveAdapter(name: string): Promise<Outcome<SavedFile>>;
  /** The model with what was learned merged into it, as a checkpoint of half precision in a zip: a whole model. */
  saveMerged(name: string): Promise<Outcome<SavedFile>>;
  /**
   * What was learned as an adapter that fits a link: less of it, in a hundredth of the bytes.
   * @param onStep told how much is done, from 0 to 1
   */
  makeSmall(name: string, onStep: (done: number) => void): Promise<Outcome<SmallVoice>>;
  /** Takes an adapter of the open model out of a file of {@link saveAdapter} or {@link makeSmall}. */
  openAdapter(file: NamedBytes): Promise<Outcome<KeptVoice>>;
}
