import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { startSession } from "./app/start-session.ts";
import { connectEngine, type EngineStatus } from "./bridge/connect-engine.ts";
import { startModelWorker } from "./bridge/model-worker.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root element");

const siteBase = new URL("./", location.href).href;
const hubUrl = document.querySelector<HTMLMetaElement>("meta[name=hostless-hub]")?.content ?? "https://huggingface.co";
let runs = 0;
let onStatus = (_status: EngineStatus): void => undefined;
const engine = connectEngine({
  startWorker: () => startModelWorker({ siteBase, hubUrl }),
  onStatus: (status) => onStatus(status),
  now: () => performance.now(),
  randomSeed: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
});
const session = startSession({ engine, ownModel: { kind: "site", path: "models/quotes" }, nextRun: () => ++runs });
onStatus = (status) => session.store.send({ type: "thread", status });

createRoot(root).render(
  <StrictMode>
    <App session={session} />
  </StrictMode>,
);
