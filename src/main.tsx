import { StrictMode } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import "./app/app.css";
import { App } from "./app/app.tsx";
import { readPageCard } from "./app/page-card.ts";
import { startSession } from "./app/start-session.ts";
import { isAtRest } from "./app/state/at-rest.ts";
import { createLoadWatch } from "./bridge/load-watch.ts";
import { startSite } from "./bridge/start-site.ts";
import { storageOf } from "./bridge/storage-of.ts";
import { OWN_MODEL } from "./contract/own-model.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root element");

/** What was typed and pressed before this code was here; see `first-paint.js`. */
const { dataset } = document.documentElement;
const typed = root.querySelector("textarea")?.value ?? "";
const ownCard = readPageCard(document);

let rest = () => {};
const atRest = new Promise<void>((resolve) => {
  rest = resolve;
});
const { tracked, apiReady, reloadForThreads } = startSite({
  onStatus: (status) => session.threadChanged(status),
  onWaiting: (version) => session.offerUpdate(version.activate),
  atRest,
});
let runs = 0;
const session = startSession({
  engine: tracked.engine,
  ownModel: OWN_MODEL,
  ...(ownCard !== undefined && { ownCard }),
  nextRun: () => ++runs,
  watch: createLoadWatch({ storage: storageOf(window), locks: navigator.locks, page: window }),
  isFramed: window.parent !== window,
});

// What the visitor waits for comes first: the model, and the text that was asked for meanwhile.
session.store.subscribe(() => {
  if (isAtRest(session.store.state())) rest();
});

// Both have to be there, in whichever order: a model that gains from threads, and the service worker that gives them.
const considerReload = () => {
  if (session.mayReload()) reloadForThreads();
};
session.store.subscribe(considerReload);
void apiReady.then(considerReload);

if (typed !== "") session.type(typed);
if (dataset["early"] === "pressed") session.generate();
delete dataset["early"];

const page = (
  <StrictMode>
    <App session={session} />
  </StrictMode>
);
// Built sites come with the page drawn in; the development server's does not.
if (root.firstElementChild === null) createRoot(root).render(page);
else hydrateRoot(root, page);
