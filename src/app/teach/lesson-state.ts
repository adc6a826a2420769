import type { ModelSource } from "../../contract/model-source.ts";
import type { Failure, Outcome } from "../../contract/outcome.ts";
import type {
  FoundTexts,
  KeptVoice,
  SamplePair,
  SmallVoice,
  Taught,
  TaughtModel,
  TeachableModel,
  TextInput,
  TrainingEvent,
  UnfinishedTraining,
  TrainingChoice,
} from "../../contract/training.ts";

/** A point of the loss curve: mean of -log p of a token, in nats. */
export interface CurvePoint {
  readonly step: number;
  readonly loss: number;
}

export type TrainingProgress = Extract<TrainingEvent, { type: "progress" }>;

/** What is being done, one thing at a time. */
export type LessonWork = "opening" | "reading" | "teaching" | "writing" | "keeping" | "making";

/** What the panel shows of a model that is taught. */
export interface LessonState {
  readonly work?: LessonWork;
  readonly failure?: Failure;
  /** What was last done, to be said once. */
  readonly said?: { readonly what: "dropped" | "saved" | "merged" | "opened" | "kept" | "used"; readonly name: string };
  readonly source?: ModelSource;
  readonly model?: TaughtModel;
  /** The visitor chose which one is taught: it does not follow the page. */
  readonly isChosen: boolean;
  /** What is kept on this device, to choose from. */
  readonly models: readonly TeachableModel[];
  readonly unfinished?: UnfinishedTraining;
  readonly input?: TextInput;
  readonly found?: FoundTexts;
  readonly isStopping: boolean;
  /** The visitor's own run goes first. */
  readonly isHeld: boolean;
  /** Training waits until the device is plugged in. */
  readonly isPowerLow: boolean;
  /** Of the adapter that is learned. */
  readonly rank: number;
  readonly progress?: TrainingProgress;
  readonly learned: readonly CurvePoint[];
  readonly judged: readonly CurvePoint[];
  readonly samples: readonly SamplePair[];
  readonly unkept?: Failure;
  readonly taught?: Taught;
  /** What was learned or opened, and whether it is kept on the device. */
  readonly voice?: KeptVoice;
  readonly isKept: boolean;
  /** How much is done of making it small for a link, from 0 to 1, and what came of that. */
  readonly making?: number;
  readonly small?: SmallVoice;
  /** What the visitor had written with it, newest first. */
  readonly written: readonly SamplePair[];
}

/** How a model is taught here, beside the rank. */
export const CHOICE: Omit<TrainingChoice, "rank"> = { epochs: 4, seed: 1 };

export const NO_LESSON: LessonState = {
  isStopping: false,
  isHeld: false,
  isPowerLow: false,
  isChosen: false,
  models: [],
  rank: 8,
  learned: [],
  judged: [],
  samples: [],
  isKept: false,
  written: [],
};

/** Texts the visitor had written, newest first, that are shown. */
const MOST_WRITTEN = 10;

/** The state with what a training tells. */
export function withEvent(state: LessonState, event: TrainingEvent): LessonState {
  if (event.type === "samples") return { ...state, samples: event.samples };
  if (event.type === "unkept") return { ...state, unkept: event.failure };
  if (event.type === "judged") return { ...state, judged: [...state.judged, pointOf(event)] };
  const learned = event.isTrial ? state.learned : [...state.learned, pointOf(event)];
  return { ...state, learned, progress: event };
}

function pointOf({ step, loss }: CurvePoint): CurvePoint {
  return { step, loss };
}

/** Whether the thread is to wait: for the visitor's own run, and with a training for power. */
export function isHeldBack({ isHeld, isPowerLow, work }: LessonState): boolean {
  return isHeld || (isPowerLow && work === "teaching");
}

/** Whether there is something that would be lost with another model. */
export function isUnkept({ voice, isKept }: Pick<LessonState, "voice" | "isKept">): boolean {
  return voice !== undefined && !isKept;
}

/** The state before a training begins. What was learned before stays until this one has come to something. */
export function beginTeaching(state: LessonState): LessonState {
  const { failure, said, progress, unkept, taught, unfinished, small, ...rest } = state;
  const { isKept } = state;
  return { ...rest, ...NO_LESSON, ...lastingOf(state), work: "teaching", isKept };
}

/** The state with what came of a training. */
export function withTaught(state: LessonState, taught: Taught, name: string): LessonState {
  const { before, after, step, samples } = taught;
  const learned = { ...state, taught, isStopping: false };
  return step === 0 ? learned : { ...learned, samples, voice: { name, before, after }, isKept: false };
}

/** The state with an adapter that came in a file, or is kept, in the place of what was learned. */
export function withOpened({ taught: _t, small: _s, ...state }: LessonState, voice: KeptVoice): LessonState {
  const said = { what: "opened", name: voice.name } as const;
  return { ...state, voice, isKept: voice.id !== undefined, samples: [], written: [], said };
}

/** The state with what the visitor had written. */
export function withWritten(state: LessonState, pair: SamplePair): LessonState {
  return { ...state, written: [pair, ...state.written].slice(0, MOST_WRITTEN) };
}

/** The state with a model's base open: what of it is kept, and the training that was broken off. */
export function withModel(
  state: LessonState,
  source: ModelSource,
  { model, unfinished }: { readonly model: TaughtModel; readonly unfinished: UnfinishedTraining | undefined },
): LessonState {
  return {
    ...NO_LESSON,
    ...lastingOf(state),
    source,
    model,
    ...(unfinished && { unfinished }),
    ...(model.kept && { voice: model.kept, isKept: true }),
  };
}

/** What stays with another model, and with another training. */
function lastingOf({ isHeld, isPowerLow, rank, isChosen, models }: LessonState) {
  return { isHeld, isPowerLow, rank, isChosen, models };
}

/** The state after what was learned was kept. */
export function withKept(state: LessonState, voice: KeptVoice): LessonState {
  const { model } = withVoices(state, (voices) =>
    voices.some(({ id }) => id === voice.id)
      ? voices.map((one) => (one.id === voice.id ? voice : one))
      : [...voices, voice],
  );
  return { ...state, ...(model && { model }), voice, isKept: true, said: { what: "kept", name: voice.name } };
}

/** The state after what was learned was thrown away. */
export function withoutVoice({ voice, taught: _t, small: _s, ...state }: LessonState): LessonState {
  const { model } = withVoices(state, (voices) => voices.filter(({ id }) => id !== voice?.id));
  return {
    ...state,
    ...(model && { model }),
    isKept: false,
    samples: [],
    written: [],
    said: { what: "dropped", name: "" },
  };
}

function withVoices(
  { model }: Pick<LessonState, "model">,
  change: (voices: readonly KeptVoice[]) => readonly KeptVoice[],
): Pick<LessonState, "model"> {
  return model === undefined ? {} : { model: { ...model, voices: change(model.voices) } };
}

/** What was learned is called as its texts' file, without its ending. */
export function nameOf(file: string): string {
  return file.replace(/\.[^.]{1,6}$/, "");
}

/** A visitor's stop is no failure. */
export function isStopped(made: Outcome<unknown>): boolean {
  return !made.ok && made.failure.code === "cancelled";
}
