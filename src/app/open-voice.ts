import { isSameModel, withoutFiles } from "../contract/model-source.ts";
import type { Session } from "./session.ts";
import { readyModel } from "./state/models-state.ts";
import type { Voice } from "./state/voice.ts";

/** Has the page write with an adapter that is kept on this device, and opens its model where another one is open. */
export async function openVoice({ store, engine, choose }: Session, voice: Voice): Promise<void> {
  const { offer } = store.state();
  const open = readyModel(store.state())?.source;
  // It may have been kept after the model was loaded.
  if (open !== undefined && isSameModel(open, voice.source)) await engine.findAdapters();
  else void choose(voice.source);
  // Files that were picked in this visit are known by their paths, too, which nobody noted.
  const isOpen = offer !== undefined && isSameModel(withoutFiles(offer.source), voice.source);
  store.send({ type: "voice", voice: isOpen ? { ...voice, source: offer.source } : voice });
}
