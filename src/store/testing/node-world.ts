import { createHash } from "node:crypto";
import type { RunningHash, StoreWorld } from "../store-world.ts";

/** The world as a test has it: real requests, no storage of a browser, pauses that take no time but are written down. */
export function nodeWorld(
  hubUrl: string,
  change: Partial<StoreWorld> = {},
): StoreWorld & { readonly pauses: number[] } {
  const pauses: number[] = [];
  return {
    pauses,
    fetch,
    siteBase: "http://localhost/",
    hubUrl,
    isOnline: () => true,
    whenOnline: async () => undefined,
    sleep: async (ms) => void pauses.push(ms),
    directory: () => Promise.reject(new Error("no file system here")),
    caches: () => {
      throw new Error("no cache here");
    },
    locks: undefined,
    openHash: async () => runningHash(),
    channel: () => undefined,
    date: () => 1_700_000_000_000,
    ...change,
  };
}

function runningHash(): RunningHash {
  let hash = createHash("sha256");
  return {
    update: (bytes) => void hash.update(bytes),
    hex: () => hash.copy().digest("hex"),
    restart() {
      hash = createHash("sha256");
    },
  };
}
