import { vi } from "vitest";

/**
 * Puts what the test says in the place of what the browser sees of an element: in the frame that a test runs in, browsers
 * take everything for covered. To be undone by `vi.unstubAllGlobals`.
 * @returns tells each watcher how its element is seen now
 */
export function watchVisibility(): (seen: "seen" | "covered" | "outside") => void {
  const watchers = new Set<(entries: readonly object[]) => void>();
  class Observer {
    readonly #tell: (entries: readonly object[]) => void;
    constructor(tell: (entries: readonly object[]) => void) {
      this.#tell = tell;
    }
    observe() {
      watchers.add(this.#tell);
    }
    disconnect() {
      watchers.delete(this.#tell);
    }
  }
  vi.stubGlobal("IntersectionObserver", Observer);
  return (seen) => {
    for (const tell of watchers) tell([{ isIntersecting: seen !== "outside", isVisible: seen === "seen" }]);
  };
}
