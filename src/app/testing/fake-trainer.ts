import type { TrainerThread } from "../../bridge/start-trainer.ts";
import { type ModelSource, sourceKey } from "../../contract/model-source.ts";
import type { Outcome } from "../../contract/outcome.ts";
import { succeed } from "../../contract/outcome.ts";
import type {
  FoundTexts,
  SamplePair,
  Taught,
  TaughtModel,
  TeachableModel,
  TextInput,
  TrainingChoice,
  TrainingEvent,
  UnfinishedTraining,
} from "../../contract/training.ts";

export const FOUND: FoundTexts = {
  texts: 240,
  leftOut: { repeated: 3, empty: 0, addresses: 1 },
  cut: 2,
  longest: 256,
  tokens: 6000,
  heldOut: 29,
};
export const PAIR: SamplePair = { prompt: "The sea", before: " is wide.", now: " sings, and so do we." };
export const TAUGHT: Taught = {
  end: "done",
  step: 108,
  steps: 108,
  before: 90,
  after: 31,
  recited: 0.04,
  samples: [PAIR],
};

/** Id under which what was learned is kept: its digest, and its base's. */
export const KEPT = `${"d".repeat(64)} ${"b".repeat(64)}`;

interface Fake {
  readonly model?: TaughtModel;
  readonly models?: readonly TeachableModel[];
  readonly unfinished?: UnfinishedTraining;
}

/** A thread that teaches when a test says so: what it is asked for is written down, and settled by hand. */
export function fakeTrainer({ model = { name: "quotes", voices: [] }, models = [], unfinished }: Fake = {}) {
  const read: { readonly input: TextInput; readonly settle: (outcome: Outcome<FoundTexts>) => void }[] = [];
  const lessons: {
    readonly choice: TrainingChoice;
    readonly tell: (event: TrainingEvent) => void;
    readonly settle: (outcome: Outcome<Taught>) => void;
  }[] = [];
  const calls: string[] = [];
  const told = <T>(call: string, value: T): Promise<Outcome<T>> => {
    calls.push(call);
    return Promise.resolve(succeed(value));
  };
  const trainer: TrainerThread = {
    end: () => void calls.push("end"),
    listModels: async () => succeed(models),
    openModel: (source, voice) => told(`open ${nameOfSource(source)}${voice === undefined ? "" : ` ${voice}`}`, model),
    openKept: (id) => told(`kept ${id}`, model.voices.find((one) => one.id === id) ?? { id, name: id }),
    readTexts: (input) => new Promise((settle) => void read.push({ input, settle })),
    unfinished: async () => succeed(unfinished),
    takeUnfinished: () => told("take", { found: FOUND, choice: { rank: 8, epochs: 4, seed: 1 } }),
    forgetUnfinished: () => told("forget", undefined),
    teach: (choice, tell) => new Promise((settle) => void lessons.push({ choice, tell, settle })),
    hold: async (isHeld) => void calls.push(`hold ${isHeld}`),
    stop: async () => void calls.push("stop"),
    write: (prompt, seed) => told(`write ${prompt} ${seed}`, { ...PAIR, prompt }),
    keep: (name) => told(`keep ${name}`, { id: KEPT, name, before: 90, after: 31 }),
    drop: () => told("drop", undefined),
    saveMerged: (name) => told(`merge ${name}`, { name: `${name}-merged.zip`, bytes: new Blob(["zip"]) }),
    saveAdapter: (name) => told(`save ${name}`, { name: `${name}.zip`, bytes: new Blob(["zip"]) }),
    makeSmall: (name) =>
      told(`small ${name}`, { name: `${name}.hostless-voice`, bytes: new Blob(["HLv"]), perplexity: 40 }),
    openAdapter: ({ path }) => told(`adapter ${path}`, { name: path }),
  };
  return { trainer, read, lessons, calls };
}

function nameOfSource(source: ModelSource): string {
  return source.kind === "hub" ? source.repo : source.kind === "site" ? source.path : sourceKey(source);
}
