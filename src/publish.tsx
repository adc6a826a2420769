import { createRoot } from "react-dom/client";
import { readArrival } from "./app/publish/arrival.ts";
import { handOver } from "./app/publish/hand-over.ts";
import { HandedOver } from "./app/publish/handed-over.tsx";
import { PublishPage } from "./app/publish/publish-page.tsx";
import type { PublishPageWorld } from "./app/publish/publish-world.ts";
import { openLanguage } from "./app/words/choose-language.ts";
import { fetchPublishWords, PublishWordsContext } from "./app/words/publish-words.ts";
import { enPublish } from "./app/words/en-publish.ts";
import { hubUrl } from "./bridge/hub-url.ts";
import { spaceClient } from "./bridge/space-client.ts";
import { startPublisher } from "./bridge/start-publisher.ts";
import { startThread } from "./bridge/start-thread.ts";
import { storageOf } from "./bridge/storage-of.ts";
import { at } from "./contract/at.ts";
import { PUBLISHING_ITEMS, SIGN_IN_CHANNEL } from "./contract/on-device-signed-in.ts";
import { waitFor } from "./publish/publish-world.ts";
import "./app/app.css";

const root = document.getElementById("root");
if (root === null) throw new Error("publish.html has no #root element");

const sessionStorage = storageOf(window, "sessionStorage");
// First of all: the code of a sign-in leaves the address.
const arrival = readArrival({ location, history, sessionStorage });

/** A tab in the background may be slow to answer. */
const LONGEST_WAIT_MS = 5000;

function keep(key: string, value: unknown): void {
  try {
    sessionStorage?.setItem(key, JSON.stringify(value));
  } catch {
    // Full or refused: what was typed does not outlive the page.
  }
}

function openWorld(): PublishPageWorld {
  const base = new URL("./", location.href).href;
  return {
    publisher: startPublisher(base),
    engine: startThread(base),
    hubUrl: hubUrl(),
    randomSeed: () => at(crypto.getRandomValues(new Uint32Array(1)), 0),
    redirectUrl: location.origin + location.pathname,
    spaceClient: spaceClient(),
    keepDraft: (draft) => keep(PUBLISHING_ITEMS.publishing, draft),
    keepSignIn: (note) => keep(PUBLISHING_ITEMS.signIn, note),
    leave: (url) => location.assign(url),
  };
}

async function open(place: HTMLElement): Promise<void> {
  await openLanguage();
  const words = await fetchPublishWords(document.documentElement.lang).catch(() => enPublish);
  const { othersSignIn } = arrival;
  const isOwn = window.parent === window;
  createRoot(place).render(
    <PublishWordsContext value={words}>
      {isOwn && othersSignIn !== undefined ? (
        <HandedOver handed={handOver(othersSignIn, new BroadcastChannel(SIGN_IN_CHANNEL), waitFor(LONGEST_WAIT_MS))} />
      ) : (
        <PublishPage world={isOwn ? openWorld() : undefined} arrival={arrival} />
      )}
    </PublishWordsContext>,
  );
}

void open(root);
