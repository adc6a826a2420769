import type { LowRankTerm } from "../contract/low-rank.ts";
import { failureOf } from "../contract/outcome.ts";
import type { SamplePair, Taught, TrainingChoice, TrainingEvent } from "../contract/training.ts";
import type { LowRankPair } from "../kernel/training/adapter-shape.ts";
import type { TrainingPass } from "../kernel/training/training-pass.ts";
import { stepsOfPass } from "../train/batches.ts";
import { readCheckpoint, writeCheckpoint } from "../train/checkpoint-bytes.ts";
import { HalvedModel } from "../train/halved-model.ts";
import { recitedShare } from "../train/recited-share.ts";
import { train } from "../train/train.ts";
import type { Checkpoint, TrainHooks, TrainResult } from "../train/training-run.ts";
import { workOf } from "../train/work.ts";
import { CountedModel } from "./counted-model.ts";
import type { Gate } from "./gate.ts";
import type { Base } from "./open-base.ts";
import type { ReadInput } from "./read-input.ts";
import { recitalPrompts, samplePrompts } from "./sample-prompts.ts";
import { alphaOf, joinSecond, startPass } from "./start-pass.ts";
import type { VoiceLesson } from "./stored-voice.ts";
import type { TrainerWorld } from "./trainer-world.ts";
import { type Asked, makeBreathe, openDesk, pairUp, writeBefore, type WritingDesk, writeWith } from "./voice.ts";

/** Samples that are shown. */
const SAMPLES = 3;
/** Texts that are begun to see what is recited. */
const RECITALS = 6;

/** A model, texts, and how they are learned. */
interface Teaching {
  readonly base: Base;
  readonly input: ReadInput;
  readonly choice: TrainingChoice;
  readonly world: TrainerWorld;
  readonly gate: Gate;
  readonly onEvent: (event: TrainingEvent) => void;
}

/** What was learned, with what it is written with. */
export interface Learned {
  readonly taught: Taught;
  readonly rank: number;
  readonly alpha: number;
  readonly pairs: readonly LowRankPair[];
  readonly terms: readonly LowRankTerm[];
  readonly desk: WritingDesk;
  readonly lesson: VoiceLesson;
}

/** What tells a training from all others: its result is decided by nothing else. */
function digestOf(
  {
    base,
    input,
    choice,
  }: Pick<Teaching, "base" | "choice"> & { readonly input: Pick<ReadInput, "text" | "layout" | "field"> },
  { sha256 }: Pick<TrainerWorld, "sha256">,
): Promise<string> {
  const { text, layout, field } = input;
  return sha256(JSON.stringify([base.id, text, layout, field ?? null, choice]));
}

/**
 * Trains an adapter, from where an equal training was broken off.
 * @throws Refusal `out_of_memory`, `cancelled` where it was stopped before anything was learned
 */
export async function teach(teaching: Teaching): Promise<Learned> {
  const { base, input, choice, world, gate } = teaching;
  const of = await digestOf(teaching, world);
  const state = await world.notes.state();
  const from = state && readCheckpoint(state.bytes, of);
  if (from === undefined) await begin(teaching);
  const module = await world.loadKernel();
  const pass = await startPass(base, input.prepared, choice, module);
  const breathe = makeBreathe(world, gate);
  const desk = openDesk(base, pass.writer(breathe), world, breathe);
  const model = new HalvedModel(pass, world.now);
  const hooks = { teaching, of, pass, model, desk: { ...desk, isStopped: () => gate.isStopped }, breathe };
  const { prepared } = input;
  const asked = samplePrompts(prepared, base.codec, SAMPLES);
  const before = await writeBefore(hooks.desk, asked);
  const samples = { asked, before };
  const endSecond = joinSecond(model, pass, module, world);
  const result = await trainPass(hooks, samples, from).finally(endSecond);
  // Others compute first again: a training that was stopped waits for nobody.
  gate.reopen();
  const terms = pass.terms();
  const taught = await tellResult(result, desk, terms, samples, input);
  const lesson = { pass, texts: prepared, seed: choice.seed, rate: result.rate };
  return { taught, rank: choice.rank, alpha: alphaOf(choice.rank), pairs: pass.adapter.read(), terms, desk, lesson };
}

/** Notes what is to be learned, so that a reload can go on. */
async function begin({ base, input, choice, world, onEvent }: Teaching): Promise<void> {
  const { name, text, layout, field, found } = input;
  const { source, name: model, id } = base;
  const of = { version: 1 as const, source, base: id, model, name, text, layout, choice, texts: found.texts };
  await world.notes
    .keepBegun({ ...of, ...(field !== undefined && { field }) })
    .catch((error) => onEvent({ type: "unkept", failure: failureOf(error) }));
}

interface Prompted {
  readonly asked: readonly Asked[];
  readonly before: readonly string[];
}

interface Hooks {
  readonly teaching: Teaching;
  readonly of: string;
  readonly pass: TrainingPass;
  readonly model: HalvedModel;
  readonly desk: WritingDesk;
  readonly breathe: () => Promise<void>;
}

function trainPass(hooks: Hooks, samples: Prompted, from: Checkpoint | undefined): Promise<TrainResult> {
  const { teaching, of, pass, model, desk, breathe } = hooks;
  const { input, choice, world, gate, onEvent } = teaching;
  const counted = new CountedModel(model, world.now);
  const most = workOf(input.prepared, choice, from);
  const told: TrainHooks = {
    onStep({ step, steps, loss, isTrial }) {
      const fraction = Math.min(1, counted.work / most);
      const secondsLeft = ((most - counted.work) * counted.busy) / Math.max(1, counted.work) / 1000;
      const { tokensPerSecond } = counted;
      onEvent({
        type: "progress",
        fraction,
        secondsLeft: Math.max(0, secondsLeft),
        tokensPerSecond,
        step,
        steps,
        loss,
        isTrial,
      });
    },
    onEvaluation({ step, perplexity, isBest }) {
      onEvent({ type: "judged", step, loss: Math.log(perplexity), isBest });
    },
    async onCheckpoint(checkpoint) {
      const steps = Math.max(1, choice.epochs * stepsOfPass(input.prepared.training.length));
      await world.notes
        .keepState({ version: 1, done: checkpoint.step / steps, bytes: writeCheckpoint(checkpoint, of) })
        .catch((error) => onEvent({ type: "unkept", failure: failureOf(error) }));
      if (!gate.isStopped) onEvent({ type: "samples", samples: await writeSamples(desk, pass.terms(), samples) });
    },
    isStopped: () => gate.isStopped,
    breathe,
  };
  return train(counted, input.prepared, choice, told, from);
}

async function writeSamples(
  desk: WritingDesk,
  terms: readonly LowRankTerm[],
  { asked, before }: Prompted,
): Promise<readonly SamplePair[]> {
  return pairUp(asked, before, await writeWith(desk, terms, asked));
}

async function tellResult(
  { end, step, steps, before, after }: TrainResult,
  desk: WritingDesk,
  terms: readonly LowRankTerm[],
  samples: Prompted,
  { prepared, pieces }: ReadInput,
): Promise<Taught> {
  const measured = { end, step, steps, before, after };
  if (step === 0) return { ...measured, recited: 0, samples: [] };
  const begun = recitalPrompts(prepared, desk.base.codec, RECITALS);
  const written = await writeWith(desk, terms, begun);
  const whole = written.map((text, i) => `${begun[i]?.prompt ?? ""}${text}`);
  // What was unfinished when it was stopped is written now.
  const left = samples.before.some((text) => text === "") ? await writeBefore(desk, samples.asked) : samples.before;
  return {
    ...measured,
    recited: recitedShare(whole, pieces.texts),
    samples: await writeSamples(desk, terms, { ...samples, before: left }),
  };
}
