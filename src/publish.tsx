import { createRoot } from "react-dom/client";
import * as v from "valibot";
import { readArrival } from "./app/publish/arrival.ts";
import { PublishPage } from "./app/publish/publish-page.tsx";
import type { PublishPageWorld } from "./app/publish/publish-world.ts";
import { openLanguage } from "./app/words/choose-language.ts";
import { fetchPublishWords, PublishWordsContext } from "./app/words/publish-words.ts";
import { enPublish } from "./app/words/en-publish.ts";
import { hubUrl } from "./bridge/hub-url.ts";
import { startPublisher } from "./bridge/start-publisher.ts";
import { startThread } from "./bridge/start-thread.ts";
import { storageOf } from "./bridge/storage-of.ts";
import { at } from "./contract/at.ts";
import { SESSION_ITEMS } from "./contract/on-device.ts";
import "./app/app.css";

const root = document.getElementById("root");
if (root === null) throw new Error("publish.html has no #root element");

const sessionStorage = storageOf(window, "sessionStorage");
// First of all: the code of a sign-in leaves the address.
const arrival = readArrival({ location, history, sessionStorage });

/** What the Hub writes into the pages of a Space that may sign people in. */
const ofSpace = v.object({ huggingface: v.object({ variables: v.object({ OAUTH_CLIENT_ID: v.string() }) }) });

function keep(key: string, value: unknown): void {
  try {
    sessionStorage?.setItem(key, JSON.stringify(value));
  } catch {
    // Full or refused: what was typed does not outlive the page.
  }
}

function openWorld(): PublishPageWorld {
  const base = new URL("./", location.href).href;
  const space = v.safeParse(ofSpace, window);
  return {
    publisher: startPublisher(base),
    engine: startThread(base),
    hubUrl: hubUrl(),
    randomSeed: () => at(crypto.getRandomValues(new Uint32Array(1)), 0),
    redirectUrl: location.origin + location.pathname,
    spaceClient: space.success ? space.output.huggingface.variables.OAUTH_CLIENT_ID : undefined,
    keepDraft: (draft) => keep(SESSION_ITEMS.publishing, draft),
    keepSignIn: (note) => keep(SESSION_ITEMS.signIn, note),
    leave: (url) => location.assign(url),
  };
}

async function open(place: HTMLElement): Promise<void> {
  await openLanguage();
  const words = await fetchPublishWords(document.documentElement.lang).catch(() => enPublish);
  const world = window.parent === window ? openWorld() : undefined;
  createRoot(place).render(
    <PublishWordsContext value={words}>
      <PublishPage world={world} arrival={arrival} />
    </PublishWordsContext>,
  );
}

void open(root);
