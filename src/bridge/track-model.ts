import type { ApiStatus } from "../contract/api/host.ts";
import type { Engine, EngineStatus, LoadProgress } from "../contract/engine.ts";
import type { ConnectedEngine } from "./connect-engine.ts";

/** The API's numbers of runs begin here; the page counts its own from 1. */
const FIRST_API_RUN = 1_000_000_000;

/** An engine that says which model it has, for those who call without having loaded it. */
export interface TrackedEngine<E extends Engine> {
  readonly engine: E;
  /** The model that answers now, or why there is none. */
  readonly model: () => Omit<ApiStatus, "queued">;
  readonly onStatus: (status: EngineStatus) => void;
  readonly nextRun: () => number;
}

export function trackModel(engine: ConnectedEngine): TrackedEngine<ConnectedEngine> {
  let reason = "No model has been loaded on the page yet.";
  let run = FIRST_API_RUN;
  const load: Engine["load"] = async (source, options, onProgress) => {
    reason = "The model is being loaded.";
    const outcome = await engine.load(source, options, (progress) => {
      reason = reasonOf(progress);
      return onProgress(progress);
    });
    if (!outcome.ok) reason = outcome.failure.message;
    return outcome;
  };
  return {
    engine: { ...engine, load },
    model() {
      const model = engine.current();
      return model === undefined ? { reason } : { model };
    },
    onStatus(change) {
      if (change.kind === "restarting" || change.kind === "lost")
        reason = `The model's thread was lost: ${change.failure.message}`;
    },
    nextRun: () => run++,
  };
}

function reasonOf({ phase, fraction }: LoadProgress): string {
  const doing = { download: "downloaded", convert: "converted", start: "started" }[phase];
  return `The model is being ${doing} (${Math.floor(fraction * 100)} %).`;
}
