import { proxy, type Remote, wrap } from "comlink";
import type { Outcome } from "../contract/outcome.ts";
import { failed } from "../contract/outcome.ts";
import type { Publisher, PublishingProgress } from "../contract/publishing.ts";
import { GITHUB_URL } from "../contract/security-headers.ts";
import publisherUrl from "../publisher/publisher.ts?worker&url";
import { died } from "./connection.ts";
import { hubUrl } from "./hub-url.ts";
import { makeStarter } from "./start-worker.ts";

const start = makeStarter(publisherUrl);

type OnProgress = (progress: PublishingProgress) => void;

/**
 * Starts the thread that publishes. A call fails by name once its worker has ended, and every call after it.
 * @param base address of the site's base folder, with a slash at its end
 */
export function startPublisher(base: string): Publisher {
  const worker = start({ siteBase: base, hubUrl: hubUrl(), gitHubUrl: GITHUB_URL });
  const death = new Promise<Outcome<never>>((resolve) => {
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      resolve(failed(died(event.message || "")));
    });
  });
  return publisherAt(wrap<Publisher>(worker), death);
}

function publisherAt(remote: Remote<Publisher>, death: Promise<Outcome<never>>): Publisher {
  const orDead = <T>(call: Promise<Outcome<T>>): Promise<Outcome<T>> => Promise.race([call, death]);
  const listener = (onProgress: OnProgress) => proxy(onProgress);
  return {
    open: (id) => orDead(remote.open(id)),
    prepare: (edit) => orDead(remote.prepare(edit)),
    makeZip: (edit, onProgress) => orDead(remote.makeZip(edit, listener(onProgress))),
    beginSignIn: (...asked) => orDead(remote.beginSignIn(...asked)),
    finishSignIn: (...asked) => orDead(remote.finishSignIn(...asked)),
    signInWithToken: (token) => orDead(remote.signInWithToken(token)),
    signOut: () => remote.signOut(),
    publishToHub: (edit, target, onProgress) => orDead(remote.publishToHub(edit, target, listener(onProgress))),
    publishToPages: (edit, repo, token, onProgress) =>
      orDead(remote.publishToPages(edit, repo, token, listener(onProgress))),
    cancel: () => remote.cancel(),
  };
}
