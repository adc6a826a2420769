import type { EngineStatus } from "../../contract/engine-status.ts";
import type { LoadState, ModelsState } from "./models-state.ts";
import { without } from "./without.ts";

export function isRunning({ kind }: LoadState): boolean {
  return kind === "ready" || kind === "restarting";
}

/** What the thread's end means for the model that runs, or that waits to come back. */
export function withThread(state: ModelsState, status: EngineStatus): ModelsState {
  const { before } = state;
  if (before === undefined) return { ...state, load: afterThread(state.load, status) };
  const load = afterThread(before.load, status);
  // There is no way back to a model that could not be loaded again.
  return isRunning(load) ? { ...state, before: { ...before, load } } : without(state, "before");
}

function afterThread(load: LoadState, status: EngineStatus): LoadState {
  switch (status.kind) {
    case "restarting":
      return load.kind === "ready" ? { kind: "restarting", info: load.info } : load;
    case "restored":
      return load.kind === "restarting" ? { kind: "ready", info: status.info } : load;
    case "lost":
      return load.kind === "restarting" ? { kind: "failed", failure: status.failure } : load;
    case "improving":
      return load.kind === "ready" ? { ...load, coming: status.progress } : load;
    case "improved":
      return isRunning(load) ? { kind: "ready", info: status.info } : load;
    case "changed":
      return load.kind === "ready" ? { ...load, info: status.info } : load;
    case "not-improved":
      return load.kind === "ready" ? { kind: "ready", info: load.info } : load;
  }
}
