import type { GpuLoss } from "../../contract/load.ts";
import type { Failure } from "../../contract/outcome.ts";
import type { Draft, Loaded, Wanted } from "./thread-state.ts";
import { ensureServing } from "./threads.ts";

/** A GPU that is lost twice within this is not tried a third time. */
const GPU_TRUST_MS = 60_000;
/** How often going on after a GPU loss is tried; where, runtime's plan says. */
const WAYS_AFTER_GPU_LOSS = 3;

/** The model went with its thread. */
export function restoreLost(draft: Draft, { wanted, info }: Loaded, failure: Failure): void {
  if (failure.code === "gpu_lost") {
    const isRepeated = draft.at - draft.gpuLostAt < GPU_TRUST_MS;
    draft.gpuLostAt = draft.at;
    const gpuLoss = { dtype: info.backend.dtype, isRepeated, failedWays: 0 };
    restore(draft, afterLoss(wanted, gpuLoss), failure, WAYS_AFTER_GPU_LOSS);
  } else {
    restore(draft, wanted, failure);
  }
}

/** Loads a model again that is not there any more. */
export function restore(draft: Draft, wanted: Wanted, failure: Failure, tries = 1): void {
  draft.news = { kind: "lost", failure };
  draft.effects.push({ type: "tell", status: { kind: "restarting", failure } });
  attempt(draft, wanted, tries);
}

/** The model did not come back: the next way, where there is one. */
export function retryRestoring(draft: Draft, failure: Failure): void {
  const { wanted, triesLeft } = draft.restoration ?? {};
  draft.restoration = undefined;
  const gpuLoss = wanted?.options.gpuLoss;
  if (wanted !== undefined && gpuLoss !== undefined && triesLeft) {
    attempt(draft, afterLoss(wanted, { ...gpuLoss, failedWays: gpuLoss.failedWays + 1 }), triesLeft);
  } else {
    draft.news = { kind: "lost", failure };
    draft.effects.push({ type: "tell", status: { kind: "lost", failure } });
  }
}

function attempt(draft: Draft, wanted: Wanted, tries: number): void {
  draft.restoration = { wanted, triesLeft: tries - 1 };
  draft.effects.push({ type: "load", thread: ensureServing(draft), wanted });
}

function afterLoss(wanted: Wanted, gpuLoss: GpuLoss): Wanted {
  return { ...wanted, options: { ...wanted.options, gpuLoss } };
}
