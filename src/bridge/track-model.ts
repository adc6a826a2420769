import type { ApiStatus } from "../contract/api/host.ts";
import type { Engine, LoadProgress } from "../contract/engine.ts";
import type { EngineStatus } from "./connect-engine.ts";

/** The API's numbers of runs begin here; the page counts its own from 1. */
const FIRST_API_RUN = 1_000_000_000;

/** An engine that remembers which model it has, for those who call without having loaded it. */
export interface TrackedEngine<E extends Engine> {
  readonly engine: E;
  /** The model that is loaded, or why there is none. */
  readonly model: () => Omit<ApiStatus, "queued">;
  readonly onStatus: (status: EngineStatus) => void;
  readonly nextRun: () => number;
}

export function trackModel<E extends Engine>(engine: E): TrackedEngine<E> {
  let status: Omit<ApiStatus, "queued"> = { reason: "No model has been loaded on the page yet." };
  let run = FIRST_API_RUN;
  const load: Engine["load"] = async (source, options, onProgress) => {
    status = { reason: "The model is being loaded." };
    const outcome = await engine.load(source, options, (progress) => {
      status = { reason: reasonOf(progress) };
      return onProgress(progress);
    });
    status = outcome.ok ? { model: outcome.value } : { reason: outcome.failure.message };
    return outcome;
  };
  return {
    engine: { ...engine, load },
    model: () => status,
    onStatus(change) {
      switch (change.kind) {
        case "restored":
        case "improved":
          status = { model: change.info };
          break;
        case "restarting":
        case "lost":
          status = { reason: `The model's thread was lost: ${change.failure.message}` };
      }
    },
    nextRun: () => run++,
  };
}

function reasonOf({ phase, fraction }: LoadProgress): string {
  const doing = { download: "downloaded", convert: "converted", start: "started" }[phase];
  return `The model is being ${doing} (${Math.floor(fraction * 100)} %).`;
}
