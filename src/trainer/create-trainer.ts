import * as v from "valibot";
import { refuse, toOutcome } from "../contract/outcome.ts";
import { LIMITS } from "../contract/limits.ts";
import { type TextInput, type Trainer, type TrainingChoice, textInput, trainingChoice } from "../contract/training.ts";
import { startForwardPass } from "../kernel/start-forward-pass.ts";
import { writePeftFiles } from "../train/peft-files.ts";
import { ADAPTER_TARGETS } from "../kernel/training/adapter-shape.ts";
import { unzipAdapter, readTerms, zipAdapter } from "./adapter-zip.ts";
import { Gate } from "./gate.ts";
import type { StoredVoice } from "./kept-notes.ts";
import { type Base, openBase } from "./open-base.ts";
import { type ReadInput, readInput, readWhole } from "./read-input.ts";
import { teach } from "./teach.ts";
import type { TrainerWorld } from "./trainer-world.ts";
import { pairUp, writeBefore, type WritingDesk, writeWith } from "./voice.ts";
import type { LowRankTerm } from "../contract/low-rank.ts";

/** What was learned or opened: how it is written with, and its files. */
interface Voice {
  readonly terms: readonly LowRankTerm[];
  /** Where training left its weights in memory, they are written with. */
  readonly desk?: WritingDesk;
  readonly stored: StoredVoice;
}

/** Decides which texts are set aside until the visitor has chosen. */
const SEED = 1;

/** The thread that teaches, with nothing open. */
export function createTrainer(world: TrainerWorld): Trainer {
  const gate = new Gate();
  let base: Base | undefined;
  let input: ReadInput | undefined;
  let voice: Voice | undefined;
  const opened = (): Base => base ?? missing();
  const learned = (): Voice => voice ?? missing();

  return {
    openModel: (source) =>
      toOutcome(async () => {
        const next = await openBase(source, world);
        await base?.close();
        [base, input, voice] = [next, undefined, undefined];
        const stored = await world.notes.voice(next.id);
        if (stored !== undefined) voice = await recall(stored, next);
        return { name: next.name, ...(voice && { kept: said(voice.stored) }) };
      }),
    readTexts: (given) =>
      toOutcome(async () => {
        input = undefined;
        input = readInput(await readWhole(checkInput(given)), opened(), SEED);
        return input.found;
      }),
    unfinished: () =>
      toOutcome(async () => {
        const [begun, state] = await Promise.all([world.notes.begun(), world.notes.state()]);
        if (begun === undefined || state === undefined) return undefined;
        const { source, model, name, texts } = begun;
        return { source, model, name, texts, done: state.done };
      }),
    takeUnfinished: () =>
      toOutcome(async () => {
        const begun = await world.notes.begun();
        if (begun === undefined) throw refuse("not_loaded", "none", {});
        input = readInput(begun, opened(), begun.choice.seed);
        return { found: input.found, choice: begun.choice };
      }),
    forgetUnfinished: () => toOutcome(() => world.notes.forget()),
    teach: (given, onEvent) =>
      toOutcome(() =>
        world.alone(async () => {
          const choice = checkChoice(given);
          const taughtBase = opened();
          const texts = input ?? missing();
          const seeded = choice.seed === SEED ? texts : readInput(texts, taughtBase, choice.seed);
          gate.reopen();
          // The memory of an earlier training goes first.
          voice = undefined;
          const { taught, terms, desk, rank, alpha, pairs } = await teach({
            ...{ base: taughtBase, input: seeded, choice, world, gate, onEvent },
          });
          if (taught.step === 0) return taught;
          const files = writePeftFiles({ rank, alpha, targets: ADAPTER_TARGETS, pairs, base: taughtBase.published });
          const { before, after } = taught;
          const copies = files.map(({ path, bytes }) => ({ path, bytes: new Uint8Array(bytes) }));
          voice = { terms, desk, stored: { version: 1, name: texts.name, before, after, files: copies } };
          return taught;
        }),
      ),
    async hold(isHeld) {
      gate.hold(isHeld);
    },
    async stop() {
      gate.stop();
    },
    write: (prompt, seed) =>
      toOutcome(async () => {
        const current = learned();
        const asked = [{ prompt: prompt.slice(0, LIMITS.promptCharacters), seed }];
        const desk = current.desk ?? (await openDesk(opened(), world, gate));
        voice = { ...current, desk };
        const before = await writeBefore(desk, asked);
        const [pair] = pairUp(asked, before, await writeWith(desk, current.terms, asked));
        return pair ?? missing();
      }),
    keep: (name) =>
      toOutcome(async () => {
        const current = learned();
        const stored = { ...current.stored, name };
        await world.notes.keepVoice(opened().id, stored);
        await world.notes.forget();
        voice = { ...current, stored };
        return said(stored);
      }),
    drop: () =>
      toOutcome(async () => {
        voice = undefined;
        await world.notes.forget();
        if (base !== undefined) await world.notes.dropVoice(base.id);
      }),
    saveAdapter: (name) => toOutcome(() => zipAdapter(name, learned().stored.files, opened())),
    openAdapter: (file) =>
      toOutcome(async () => {
        const { name, terms, files } = await unzipAdapter(file, opened());
        const copies = files.map(({ path, bytes }) => ({ path, bytes: new Uint8Array(bytes) }));
        voice = { terms, stored: { version: 1, name, files: copies }, ...(voice?.desk && { desk: voice.desk }) };
        return said(voice.stored);
      }),
  };
}

function missing(): never {
  throw refuse("not_loaded", "none", {});
}

function said({ name, before, after }: StoredVoice) {
  return { name, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

/** One that was kept; what cannot be read any more is not there. */
async function recall(stored: StoredVoice, base: Base): Promise<Voice | undefined> {
  const files = stored.files.map(({ path, bytes }) => ({ path, bytes: new Blob([new Uint8Array(bytes)]) }));
  const read = await toOutcome(() => readTerms(files, base));
  return read.ok ? { terms: read.value, stored } : undefined;
}

/** Weights to write with where nothing was trained yet. @throws Refusal `out_of_memory` */
async function openDesk(base: Base, world: TrainerWorld, gate: Gate): Promise<WritingDesk> {
  const breathe = async () => {
    await world.breathe();
    await gate.pass();
  };
  const { shape, tensors } = await base.weights();
  const writer = await startForwardPass(await world.loadKernel(), shape, tensors, breathe);
  return { base, writer, world: { now: world.now, breathe }, isStopped: () => false };
}

function checkInput(given: TextInput): TextInput {
  const parsed = v.safeParse(textInput, given);
  if (parsed.success) return parsed.output;
  throw refuse("bad_request", "request", { field: parsed.issues[0].message });
}

function checkChoice(given: TrainingChoice): TrainingChoice {
  const parsed = v.safeParse(trainingChoice, given);
  if (parsed.success) return parsed.output;
  throw refuse("bad_request", "request", { field: v.getDotPath(parsed.issues[0]) ?? "" });
}
