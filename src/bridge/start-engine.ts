import { HUB_URL } from "../contract/security-headers.ts";
import { type ConnectedEngine, connectEngine, type EngineStatus } from "./connect-engine.ts";
import { startModelWorker } from "./model-worker.ts";
import { type TrackedEngine, trackModel } from "./track-model.ts";

/** Starts this page's engine. @param base address of the site's base folder, with a slash at its end */
export function startEngine(base: string, onStatus?: (status: EngineStatus) => void): TrackedEngine<ConnectedEngine> {
  const tracked: TrackedEngine<ConnectedEngine> = trackModel(
    connectEngine({
      startWorker: () => startModelWorker({ siteBase: base, hubUrl: HUB_URL }),
      onStatus: (status) => {
        tracked.onStatus(status);
        onStatus?.(status);
      },
      now: () => performance.now(),
      randomSeed: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
    }),
  );
  return tracked;
}
