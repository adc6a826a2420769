import { LIMITS } from "../contract/limits.ts";
import { toOutcome } from "../contract/outcome.ts";
import type { Trainer } from "../contract/training.ts";
import { startForwardPass } from "../kernel/start-forward-pass.ts";
import { zipAdapter } from "./adapter-zip.ts";
import type { Gate } from "./gate.ts";
import { makeSmall } from "./make-small.ts";
import { zipMerged } from "./merged-zip.ts";
import type { Base } from "./open-base.ts";
import { baseOf, forgetLearned, missing, type Room, voiceOf } from "./room.ts";
import { shelveVoice, tellVoice } from "./stored-voice.ts";
import type { TrainerWorld } from "./trainer-world.ts";
import { makeBreathe, openDesk, pairUp, writeBefore, type WritingDesk, writeWith } from "./voice.ts";

/** What can be done with what was learned. */
export function voiceCalls(
  room: Room,
): Pick<Trainer, "write" | "keep" | "drop" | "saveAdapter" | "saveMerged" | "makeSmall"> {
  const { world, gate } = room;
  return {
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
  };
}

/** Weights to write with where nothing was trained yet. @throws Refusal `out_of_memory` */
async function loadDesk(base: Base, world: TrainerWorld, gate: Gate): Promise<WritingDesk> {
  const breathe = makeBreathe(world, gate);
  const { shape, tensors } = await base.weights();
  const writer = await startForwardPass(await world.loadKernel(), shape, tensors, breathe);
  return openDesk(base, writer, world, breathe);
}
