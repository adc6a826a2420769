import type { Draft } from "./thread-state.ts";

/** Starts a thread beside the one that answers. @returns its number */
export function addThread(draft: Draft): number {
  draft.newest++;
  draft.effects.push({ type: "start", thread: draft.newest });
  return draft.newest;
}

/** The thread that answers, started where there is none. @returns its number */
export function ensureServing(draft: Draft): number {
  draft.serving ??= addThread(draft);
  return draft.serving;
}
