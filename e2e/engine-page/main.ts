import { type ConnectedEngine, connectEngine, type EngineStatus } from "../../src/bridge/connect-engine.ts";
import { startModelWorker } from "../../src/bridge/model-worker.ts";

declare global {
  interface Window {
    engine: ConnectedEngine;
    statuses: EngineStatus[];
  }
}

const siteBase = new URL("./", location.href).href;
const hubUrl = new URLSearchParams(location.search).get("hub") ?? "https://huggingface.co";

window.statuses = [];
window.engine = connectEngine({
  startWorker: () => startModelWorker({ siteBase, hubUrl }),
  onStatus: (status) => window.statuses.push(status),
  now: () => performance.now(),
  randomSeed: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
});
