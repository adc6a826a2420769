import type { WaitingVersion } from "./service-worker.ts";

/** Tells the page that a new version waits, in the form that React's `useSyncExternalStore` takes. */
export interface VersionWatch {
  readonly onWaiting: (version: WaitingVersion) => void;
  /** Stable, until a version waits. */
  readonly current: () => WaitingVersion | undefined;
  /** @returns a function that ends the subscription */
  readonly subscribe: (listener: () => void) => () => void;
}

export function createVersionWatch(): VersionWatch {
  let waiting: WaitingVersion | undefined;
  const listeners = new Set<() => void>();
  return {
    onWaiting(version) {
      waiting = version;
      for (const listener of listeners) listener();
    },
    current: () => waiting,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
