import { failureOf } from "../contract/outcome.ts";
import type { PageStore, SessionWorld } from "./session-world.ts";

type World = Pick<SessionWorld, "engine"> & Pick<PageStore, "send">;

/**
 * Asks about the adapters that links hold: of several the last one, and of none where a link has none.
 * @returns follows a link, whose part `letters` is
 */
export function createVoiceFollower({ engine, send }: World): (letters: string | undefined) => void {
  let links = 0;
  const show = async (letters: string): Promise<void> => {
    const link = links;
    const { showVoice } = await import("./linked-voice.ts");
    await showVoice(letters, engine, (event) => {
      if (link === links) send(event);
    });
  };
  return (letters) => {
    links++;
    send({ type: "linked-voice", linked: undefined });
    if (letters !== undefined) show(letters).catch((error) => send({ type: "notice", text: failureOf(error) }));
  };
}
