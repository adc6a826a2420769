import type { ThreadState } from "./thread-state.ts";

/** Loading may compile, pack or create for seconds in one go; a GPU that is timed beside the model is loaded in its thread. */
const LOAD_PATIENCE_MS = 60_000;
const RUN_PATIENCE_MS = 1_500;
/** A text is cut into tokens in one go: about a second for a megabyte, ten where the device is slow and busy. */
const MS_PER_CHARACTER = 0.01;
/** Tokens of a prompt that are computed in one go, and some room. */
const TOKENS_IN_ONE_GO = 128;

/** @returns how long a thread may keep silent now, in milliseconds */
export function patienceWith({ serving, load, restoration, model, calls }: ThreadState, thread: number): number {
  const used = model?.info.backend;
  const mayLoad = load?.thread === serving || restoration || used?.reason.detail === "gpu_later";
  if (thread !== serving || mayLoad) return LOAD_PATIENCE_MS;
  const { msPerToken = 0 } = used?.tried.find(({ backend }) => backend === used.backend) ?? {};
  const computing = Math.max(RUN_PATIENCE_MS, TOKENS_IN_ONE_GO * msPerToken);
  return calls.reduce((sum, { characters = 0 }) => sum + characters * MS_PER_CHARACTER, computing);
}
