import { refuse, toOutcome } from "../contract/outcome.ts";
import type { Trainer } from "../contract/training.ts";
import { checkChoice, checkInput } from "./check-given.ts";
import { Gate } from "./gate.ts";
import { listModels } from "./list-models.ts";
import { openBase } from "./open-base.ts";
import { openingCalls } from "./opening-calls.ts";
import { readInput, readWhole } from "./read-input.ts";
import { baseOf, forgetOwn, missing, type Room } from "./room.ts";
import { recallVoice, shelveOld, tellVoice, voiceOfLearned } from "./stored-voice.ts";
import { teach } from "./teach.ts";
import type { TrainerWorld } from "./trainer-world.ts";
import { voiceCalls } from "./voice-calls.ts";

/** Decides which texts are set aside until the visitor has chosen. */
const SEED = 1;

/** The thread that teaches, with nothing open. */
export function createTrainer(world: TrainerWorld): Trainer {
  const room: Room = { world, gate: new Gate() };
  return {
    ...textCalls(room),
    ...unfinishedCalls(room),
    ...trainingCalls(room),
    ...voiceCalls(room),
    ...openingCalls(room),
  };
}

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
