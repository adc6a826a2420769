import { refuse } from "../contract/outcome.ts";
import type { Gate } from "./gate.ts";
import type { Base } from "./open-base.ts";
import type { ReadInput } from "./read-input.ts";
import type { Voice } from "./stored-voice.ts";
import type { TrainerWorld } from "./trainer-world.ts";

/** What is open in the thread. */
export interface Room {
  readonly world: TrainerWorld;
  readonly gate: Gate;
  base?: Base | undefined;
  input?: ReadInput | undefined;
  voice?: Voice | undefined;
}

export const baseOf = (room: Room): Base => room.base ?? missing();
export const voiceOf = (room: Room): Voice => room.voice ?? missing();

/** What was learned here is kept or thrown away with its training; beside what was kept before or came in a file that is another one. */
export async function forgetLearned(room: Room): Promise<void> {
  const { lesson, stored } = room.voice ?? {};
  if (lesson !== undefined && stored?.id === undefined) await forgetOwn(room);
}

/** Forgets how far a training of this base came; one of another base can still go on. */
export async function forgetOwn({ base, world }: Room): Promise<void> {
  if ((await world.notes.begun())?.base === base?.id) await world.notes.forget();
}

export function missing(): never {
  throw refuse("not_loaded", "none", {});
}
