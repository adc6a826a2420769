import { pageClock } from "../../bridge/clock.ts";
import { createLoadWatch, type LoadWatch } from "../../bridge/load-watch.ts";
import { ModelThread } from "../../bridge/model-thread.ts";
import { startModelWorker } from "../../bridge/model-worker.ts";
import { storageOf } from "../../bridge/storage-of.ts";
import type { EngineStatus } from "../../contract/engine-status.ts";
import type { GenerateResult } from "../../contract/generate-result.ts";
import type { Outcome } from "../../contract/outcome.ts";

declare global {
  interface Window {
    engine: ModelThread;
    statuses: EngineStatus[];
    watch: LoadWatch;
    /** Set by the test that takes the GPU away. */
    crashGpu(): Promise<void>;
    /** A run that a test breaks. */
    broken: Promise<Outcome<GenerateResult>>;
  }
}

const siteBase = new URL("./", location.href).href;
const hubUrl = new URLSearchParams(location.search).get("hub") ?? "https://huggingface.co";

window.statuses = [];
window.watch = createLoadWatch({ storage: storageOf(window), locks: navigator.locks, page: window });
window.engine = new ModelThread({
  startWorker: () => startModelWorker({ siteBase, hubUrl }),
  ...pageClock,
  randomSeed: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
});
window.engine.subscribe({ onStatus: (status) => void window.statuses.push(status) });
