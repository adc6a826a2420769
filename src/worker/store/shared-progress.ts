import * as v from "valibot";
import type { StoreWorld } from "./store-world.ts";

const message = v.object({ key: v.string(), loaded: v.number() });
/** A message for every chunk would cost more than the chunk. */
const EVERY_BYTES = 32 * 1024;

/** Bytes of each file that are here, counted by whichever tab downloads it, and told to all others. */
export interface SharedProgress {
  tell(key: string, loaded: number): void;
  close(): void;
}

export function shareProgress(world: StoreWorld, onLoaded: (key: string, loaded: number) => void): SharedProgress {
  const channel = world.channel("hostless:progress");
  const told = new Map<string, number>();
  channel?.addEventListener("message", ({ data }) => {
    if (v.is(message, data)) onLoaded(data.key, data.loaded);
  });
  return {
    tell(key, loaded) {
      if (Math.abs(loaded - (told.get(key) ?? 0)) < EVERY_BYTES) return;
      told.set(key, loaded);
      channel?.postMessage({ key, loaded });
    },
    close: () => channel?.close(),
  };
}
