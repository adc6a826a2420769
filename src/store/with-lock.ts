import { LOCKS } from "../contract/on-device.ts";
import { brokenOff } from "./fetch-checked.ts";

/** The part of `LockManager` that is used. */
export interface Locks {
  request<T>(
    name: string,
    options: { readonly signal: AbortSignal; readonly mode?: "shared" | "exclusive" },
    work: () => Promise<T>,
  ): Promise<T>;
  /** The locks that are held in all tabs of this site. */
  query(): Promise<{ readonly held?: readonly { readonly name?: string }[] }>;
}

/** For what is not given up. */
export function neverAborted(): AbortSignal {
  return new AbortController().signal;
}

/**
 * Runs `work` while no other tab does the same under this name. A tab that crashes frees its locks. Where there are no
 * locks, or this frame may not use them, it just runs.
 * @throws what `work` throws; Refusal `cancelled` when the signal ends the waiting
 */
export async function withLock<T>(
  locks: Locks | undefined,
  name: string,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  if (locks === undefined) return work();
  let begun = false;
  try {
    return await locks.request(LOCKS.file + name, { signal }, () => {
      begun = true;
      return work();
    });
  } catch (error) {
    if (begun) throw error;
    if (signal.aborted) throw brokenOff(name, error, signal);
    return work();
  }
}
