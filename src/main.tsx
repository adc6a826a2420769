import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { startSession } from "./app/start-session.ts";
import type { EngineStatus } from "./bridge/connect-engine.ts";
import { startSite } from "./bridge/start-site.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root element");

let runs = 0;
let onStatus = (_status: EngineStatus): void => undefined;
const { tracked } = startSite({ onStatus: (status) => onStatus(status) });
const ownModel = { kind: "site", path: "models/quotes" } as const;
const session = startSession({ engine: tracked.engine, ownModel, nextRun: () => ++runs });
onStatus = (status) => session.store.send({ type: "thread", status });

createRoot(root).render(
  <StrictMode>
    <App session={session} />
  </StrictMode>,
);
