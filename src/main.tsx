import { StrictMode } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import "./app/app.css";
import { App } from "./app/app.tsx";
import { readPageCard } from "./app/page-card.ts";
import { startSession } from "./app/start-session.ts";
import { isAtRest } from "./app/state/at-rest.ts";
import { openLanguage } from "./app/words/choose-language.ts";
import { startSite } from "./bridge/start-site.ts";
import { OWN_MODEL } from "./bridge/own-model.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root element");

const ownCard = readPageCard(document);

let rest = () => {};
const atRest = new Promise<void>((resolve) => {
  rest = resolve;
});
const { thread, apiReady, reloadForThreads, listen } = startSite(atRest);
const session = startSession({
  engine: thread,
  ownModel: OWN_MODEL,
  ...(ownCard !== undefined && { ownCard }),
  isFramed: window.parent !== window,
});
thread.subscribe({ onStatus: session.threadChanged });
listen((version) => session.offerUpdate(version.activate));

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

/** Takes over the page that was drawn when the site was built, with what was typed and pressed before; see `first-paint.js`. */
function takeOver(place: HTMLElement): void {
  const { dataset } = document.documentElement;
  const typed = place.querySelector("textarea")?.value ?? "";
  if (typed !== "") session.type(typed);
  if (dataset["early"] === "pressed") session.generate();
  delete dataset["early"];
  const page = (
    <StrictMode>
      <App session={session} />
    </StrictMode>
  );
  // The development server's page comes without anything drawn in.
  if (place.firstElementChild === null) createRoot(place).render(page);
  else hydrateRoot(place, page);
}

void openLanguage().then(() => takeOver(root));
