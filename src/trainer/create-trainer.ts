import { refuse, toOutcome } from "../contract/outcome.ts";
import { LIMITS } from "../contract/limits.ts";
import type { Trainer } from "../contract/training.ts";
import { startForwardPass } from "../kernel/start-forward-pass.ts";
import { unpackAdapter, zipAdapter } from "./adapter-zip.ts";
import { makeSmall } from "./make-small.ts";
import { zipMerged } from "./merged-zip.ts";
import { checkChoice, checkInput } from "./check-given.ts";
import { Gate } from "./gate.ts";
import { listModels } from "./list-models.ts";
import { type Base, openBase } from "./open-base.ts";
import { type ReadInput, readInput, readWhole } from "./read-input.ts";
import {
  copiesOf,
  recallVoice,
  shelveOld,
  shelveVoice,
  type StoredVoice,
  tellVoice,
  type Voice,
  voiceOfLearned,
} from "./stored-voice.ts";
import { teach } from "./teach.ts";
import type { TrainerWorld } from "./trainer-world.ts";
import { makeBreathe, openDesk, pairUp, writeBefore, type WritingDesk, writeWith } from "./voice.ts";

/** Decides which texts are set aside until the visitor has chosen. */
const SEED = 1;

/** What is open in the thread. */
interface Room {
  readonly world: TrainerWorld;
  readonly gate: Gate;
  base?: Base | undefined;
  input?: ReadInput | undefined;
  voice?: Voice | undefined;
}

/** The thread that teaches, with nothing open. */
export function createTrainer(world: TrainerWorld): Trainer {
  const room: Room = { world, gate: new Gate() };
  return { ...textCalls(room), ...unfinishedCalls(room), ...trainingCalls(room), ...voiceCalls(room) };
}

const baseOf = (room: Room): Base => room.base ?? missing();
const voiceOf = (room: Room): Voice => room.voice ?? missing();

function textCalls(room: Room): Pick<Trainer, "listModels" | "openModel" | "readTexts"> {
  const { world } = room;
  return {
    listModels: () => toOutcome(() => listModels(world)),
    openModel: (source, wanted) =>
      toOutcome(async () => {
        const next = await openBase(source, world);
        await room.base?.close();
        Object.assign(room, { base: next, input: undefined, voice: undefined });
        await shelveOld(next, world);
        const kept = await world.shelf.list(next.ids);
        const chosen = wanted === undefined ? kept.at(-1) : kept.find(({ id }) => id === wanted);
        room.voice = await recallVoice(chosen, next, world);
        return {
          name: next.name,
          voices: kept.map(tellVoice),
          ...(room.voice && { kept: tellVoice(room.voice.stored) }),
        };
      }),
    readTexts: (given) =>
      toOutcome(async () => {
        room.input = undefined;
        const input = readInput(await readWhole(checkInput(given)), baseOf(room), SEED);
        room.input = input;
        return input.found;
      }),
  };
}

function unfinishedCalls(room: Room): Pick<Trainer, "unfinished" | "takeUnfinished" | "forgetUnfinished"> {
  const { notes } = room.world;
  return {
    unfinished: () =>
      toOutcome(async () => {
        const [begun, state] = await Promise.all([notes.begun(), notes.state()]);
        if (begun === undefined) return undefined;
        const { source, model, name, texts } = begun;
        return { source, model, name, texts, done: state?.done ?? 0 };
      }),
    takeUnfinished: () =>
      toOutcome(async () => {
        const begun = await notes.begun();
        if (begun === undefined) throw refuse("not_loaded", "none", {});
        const input = readInput(begun, baseOf(room), begun.choice.seed);
        room.input = input;
        return { found: input.found, choice: begun.choice };
      }),
    forgetUnfinished: () => toOutcome(() => notes.forget()),
  };
}

function trainingCalls(room: Room): Pick<Trainer, "teach" | "hold" | "stop"> {
  const { world, gate } = room;
  return {
    teach(given, onEvent) {
      // A Stop that comes while it waits for its turn is one of this training.
      gate.reopen();
      return toOutcome(() =>
        world.alone(async () => {
          const choice = checkChoice(given);
          const base = baseOf(room);
          const texts = room.input ?? missing();
          const input = choice.seed === SEED ? texts : readInput(texts, base, choice.seed);
          // The memory of an earlier training goes first; what it came to stays until this one has come to something.
          if (room.voice !== undefined) {
            const { desk: _desk, lesson: _lesson, ...before } = room.voice;
            room.voice = before;
          }
          const learned = await teach({ base, input, choice, world, gate, onEvent });
          if (learned.taught.step > 0) room.voice = voiceOfLearned(learned, base, texts.name);
          else await forgetOwn(room);
          return learned.taught;
        }),
      );
    },
    async hold(isHeld) {
      gate.hold(isHeld);
    },
    async stop() {
      gate.stop();
    },
  };
}

function voiceCalls(
  room: Room,
): Pick<Trainer, "openKept" | "write" | "keep" | "drop" | "saveAdapter" | "saveMerged" | "makeSmall" | "openAdapter"> {
  const { world, gate } = room;
  return {
    openKept: (wanted) =>
      toOutcome(async () => {
        const base = baseOf(room);
        const kept = (await world.shelf.list(base.ids)).find(({ id }) => id === wanted);
        const recalled = await recallVoice(kept, base, world);
        if (recalled === undefined)
          throw refuse("model_not_found", "adapter_unreadable", { name: kept?.name ?? wanted });
        const desk = room.voice?.desk;
        room.voice = { ...recalled, ...(desk && { desk }) };
        return tellVoice(recalled.stored);
      }),
    write: (prompt, seed) =>
      toOutcome(async () => {
        const current = voiceOf(room);
        const asked = [{ prompt: prompt.slice(0, LIMITS.promptCharacters), seed }];
        const desk = current.desk ?? (await loadDesk(baseOf(room), world, gate));
        room.voice = { ...current, desk };
        const before = await writeBefore(desk, asked);
        const [pair] = pairUp(asked, before, await writeWith(desk, current.terms, asked));
        return pair ?? missing();
      }),
    keep: (name) =>
      toOutcome(async () => {
        const current = voiceOf(room);
        const id = await shelveVoice({ ...current.stored, name }, baseOf(room), world);
        const stored = { ...current.stored, name, id };
        await forgetLearned(room);
        room.voice = { ...current, stored };
        return tellVoice(stored);
      }),
    drop: () =>
      toOutcome(async () => {
        // One that was kept before stays: it is not what is thrown away.
        const { id } = room.voice?.stored ?? {};
        if (id !== undefined) await world.shelf.remove(id);
        await forgetLearned(room);
        room.voice = undefined;
      }),
    saveMerged: (name) => toOutcome(() => zipMerged(name, baseOf(room), voiceOf(room).terms)),
    saveAdapter: (name) => toOutcome(() => zipAdapter(name, voiceOf(room).stored.files, baseOf(room))),
    makeSmall(name, onStep) {
      gate.reopen();
      const breathe = makeBreathe(world, gate);
      const making = { onStep, breathe, isStopped: () => gate.isStopped, alone: world.alone };
      return toOutcome(() => makeSmall(voiceOf(room), baseOf(room), name, making)).finally(() => gate.reopen());
    },
    openAdapter: (file) =>
      toOutcome(async () => {
        const { name, terms, files } = await unpackAdapter(file, baseOf(room));
        const desk = room.voice?.desk;
        const stored: StoredVoice = { name, files: copiesOf(files) };
        room.voice = { terms, stored, ...(desk && { desk }) };
        return tellVoice(stored);
      }),
  };
}

/** What was learned here is kept or thrown away with its training; beside what was kept before or came in a file that is another one. */
async function forgetLearned(room: Room): Promise<void> {
  const { lesson, stored } = room.voice ?? {};
  if (lesson !== undefined && stored?.id === undefined) await forgetOwn(room);
}

/** Forgets how far a training of this base came; one of another base can still go on. */
async function forgetOwn({ base, world }: Room): Promise<void> {
  if ((await world.notes.begun())?.base === base?.id) await world.notes.forget();
}

function missing(): never {
  throw refuse("not_loaded", "none", {});
}

/** Weights to write with where nothing was trained yet. @throws Refusal `out_of_memory` */
async function loadDesk(base: Base, world: TrainerWorld, gate: Gate): Promise<WritingDesk> {
  const breathe = makeBreathe(world, gate);
  const { shape, tensors } = await base.weights();
  const writer = await startForwardPass(await world.loadKernel(), shape, tensors, breathe);
  return openDesk(base, writer, world, breathe);
}
