import type { LoadProgress } from "../contract/load.ts";
import type { Clock } from "./clock.ts";

/** A download under observation. */
interface LineWatch {
  saw(progress: LoadProgress): void;
  /** Nothing is judged any more. */
  end(): void;
}

/** Bytes by which a line is judged: under two seconds of 1.5 Mbit/s, with a connection's slow start behind them. */
const JUDGED_BYTES = 300_000;
/** A fast line on a busy device stalls now and then, but not for so long. */
const JUDGED_FROM_MS = 1000;
/** A line that has not brought the bytes by then is judged all the same. */
const JUDGED_AFTER_MS = 3000;
/** A visitor who would wait longer than this for the rest is better served by less. */
const PATIENCE_MS = 15_000;

interface Mark {
  readonly at: number;
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

/**
 * Judges a download again and again, by what came since the last time, and calls back once what is missing would take too
 * long.
 */
export function watchLine({ now, later }: Clock, onSlow: () => void): LineWatch {
  let first: Mark | undefined;
  let latest: Mark | undefined;
  let forget = () => {};
  let ended = false;
  const judge = () => {
    if (ended || first === undefined || latest === undefined) return;
    const slow = isSlow(first, { ...latest, at: now() });
    if (slow === undefined) return;
    if (!slow) return begin(latest);
    end();
    onSlow();
  };
  const begin = (mark: Mark) => {
    forget();
    first = mark;
    forget = later(judge, JUDGED_AFTER_MS);
  };
  const end = () => {
    ended = true;
    forget();
  };
  return {
    saw({ loadedBytes, totalBytes }) {
      if (loadedBytes === totalBytes) return end();
      latest = { at: now(), loadedBytes, totalBytes };
      if (first === undefined) begin(latest);
      else judge();
    },
    end,
  };
}

/** Whether the rest of a download would take longer than a visitor waits; `undefined` while too little has come to know. */
function isSlow(first: Mark, latest: Mark): boolean | undefined {
  const came = latest.loadedBytes - first.loadedBytes;
  const took = latest.at - first.at;
  if (took < JUDGED_FROM_MS || (came < JUDGED_BYTES && took < JUDGED_AFTER_MS)) return undefined;
  return (latest.totalBytes - latest.loadedBytes) * took > PATIENCE_MS * came;
}
