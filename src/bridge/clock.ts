/** Time as the bridge sees it; tests bring their own. */
export interface Clock {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Calls back after some milliseconds; the function returned takes it back. */
  readonly later: (callback: () => void, ms: number) => () => void;
}

/** The page's own. */
export const pageClock: Clock = {
  now: () => performance.now(),
  later(callback, ms) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
