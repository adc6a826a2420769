import * as v from "valibot";
import { CHANNELS } from "../contract/on-device.ts";
import type { StoreWorld } from "./store-world.ts";

const told = v.object({ key: v.string(), loaded: v.number() });
/** From a tab that comes later: it would hear nothing of a download that stands still. */
const ASK = "tell";
/** A message for every chunk would cost more than the chunk. */
const EVERY_BYTES = 32 * 1024;

/** Bytes of each file that are here, counted by whichever tab downloads it, and told to all others. */
interface SharedProgress {
  tell(key: string, loaded: number): void;
  close(): void;
}

export function shareProgress(
  world: Pick<StoreWorld, "channel">,
  onLoaded: (key: string, loaded: number) => void,
): SharedProgress {
  let channel = world.channel(CHANNELS.progress);
  const own = new Map<string, { loaded: number; told: number }>();
  const say = (key: string, loaded: number) => {
    own.set(key, { loaded, told: loaded });
    channel?.postMessage({ key, loaded });
  };
  channel?.addEventListener("message", ({ data }) => {
    if (v.is(told, data)) onLoaded(data.key, data.loaded);
    else if (data === ASK) for (const [key, { loaded }] of own) say(key, loaded);
  });
  channel?.postMessage(ASK);
  return {
    tell(key, loaded) {
      const before = own.get(key)?.told ?? 0;
      if (Math.abs(loaded - before) >= EVERY_BYTES) say(key, loaded);
      else own.set(key, { loaded, told: before });
    },
    close() {
      channel?.close();
      // A file may be fetched once more after all have come.
      channel = undefined;
    },
  };
}
