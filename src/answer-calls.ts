// What `api.js` of the built site is: `import "./api.js"` in a page of the site's origin makes it one that answers the API's calls.
import { answerCalls } from "./bridge/answer-calls.ts";
import { hostThread } from "./bridge/host-thread.ts";
import { inEnglish } from "./bridge/in-english.ts";
import { readPage } from "./bridge/read-page.ts";
import { readSiteMeta } from "./bridge/site-meta.ts";
import { serviceWorkers, takeControl } from "./bridge/start-site.ts";
import { startThread } from "./bridge/start-thread.ts";
import { failed, failureOf } from "./contract/outcome.ts";
import { ownModelNamed } from "./contract/own-model.ts";
import { META_HUB, META_MODEL } from "./contract/site-meta.ts";
import { readMeta } from "./publish/site/html-text.ts";
import { errorOf } from "./sdk/errors.ts";

// The development server has this file in the folder of the sources.
const base = new URL(import.meta.env.DEV ? "../" : "./", import.meta.url).href;

/** What the site's owner has set is in the site's own pages, each of which the service worker keeps. */
async function openModel() {
  const site = await readPage(`${base}embed.html`, fetch);
  const thread = startThread(base, readMeta(site, META_HUB));
  const source = ownModelNamed(readSiteMeta(META_MODEL) ?? readMeta(site, META_MODEL));
  return { thread, source, host: hostThread(thread) };
}

async function answer(): Promise<{ readonly name: string; readonly device: string }> {
  const page = {
    address: location.href,
    container: serviceWorkers(),
    takeControl: () => takeControl(base, () => undefined),
    open: openModel,
  };
  const outcome = await inEnglish(await answerCalls(base, page).catch((error) => failed(failureOf(error))));
  if (!outcome.ok) throw errorOf(outcome.failure);
  const { name, backend } = outcome.value;
  return { name, device: backend.device };
}

/**
 * Resolves with the model once it is loaded and the service worker answers this page's calls.
 * @throws HostlessError `not_loaded` where there can be no service worker, or why the model could not be loaded
 */
export const ready = answer();
// Whoever does not wait for it finds the reason in the answers.
ready.catch(() => undefined);
