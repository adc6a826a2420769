import { createHubFetch } from "./hub-fetch.ts";
import { cancelled } from "./fetch-checked.ts";
import type { LookUpWorld } from "./listing.ts";
import type { StoreWorld } from "./store-world.ts";

/** While the network is said to be away it is tried so often all the same. */
const ASK_AGAIN_MS = 2000;

/** The world as a browser's worker has it. */
export function browserStoreWorld(
  given: Pick<LookUpWorld, "siteBase" | "hubUrl"> & Pick<StoreWorld, "openHash">,
): StoreWorld {
  return {
    ...given,
    fetch: createHubFetch(given.hubUrl, self, (input, init) => fetch(input, init)),
    isOnline: () => navigator.onLine,
    whenOnline: (signal) =>
      settleUnlessAborted(signal, (resolve) => {
        self.addEventListener("online", resolve, { once: true, signal });
        // The event does not reach every worker, and what the browser says of the network is a guess.
        setTimeout(resolve, ASK_AGAIN_MS);
      }),
    sleep: (ms, signal) =>
      settleUnlessAborted(signal, (resolve) => {
        const timer = setTimeout(resolve, ms);
        signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
      }),
    directory: () => navigator.storage.getDirectory(),
    caches: () => caches,
    locks: navigator.locks,
    channel: (name) => openChannel(name),
    date: () => Date.now(),
  };
}

function settleUnlessAborted(signal: AbortSignal, start: (resolve: () => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(cancelled());
    signal.addEventListener("abort", () => reject(cancelled()), { once: true });
    start(resolve);
  });
}

/** A frame without storage has no channel, either. */
function openChannel(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}
