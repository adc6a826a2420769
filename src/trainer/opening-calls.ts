import { refuse, toOutcome } from "../contract/outcome.ts";
import type { Trainer } from "../contract/training.ts";
import { unpackAdapter } from "./adapter-zip.ts";
import { baseOf, type Room } from "./room.ts";
import { copiesOf, recallVoice, type StoredVoice, tellVoice } from "./stored-voice.ts";

/** Other adapters of the model that is open: one that is kept for it, or a file. */
export function openingCalls(room: Room): Pick<Trainer, "openKept" | "openAdapter"> {
  const { world } = room;
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
