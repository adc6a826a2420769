import { proxy, type Remote, wrap } from "comlink";
import type { Publisher, PublishingProgress } from "../contract/publishing.ts";
import { GITHUB_URL } from "../contract/security-headers.ts";
import publisherUrl from "../publisher/publisher.ts?worker&url";
import { hubUrl } from "./hub-url.ts";
import { orDead } from "./or-dead.ts";
import { makeStarter } from "./start-worker.ts";

const start = makeStarter(publisherUrl);

type OnProgress = (progress: PublishingProgress) => void;

/**
 * Starts the thread that publishes. A call fails by name once its worker has ended, and every call after it.
 * @param base address of the site's base folder, with a slash at its end
 */
export function startPublisher(base: string): Publisher {
  const worker = start({ siteBase: base, hubUrl: hubUrl(), gitHubUrl: GITHUB_URL });
  return publisherAt(wrap<Publisher>(worker), orDead(worker));
}

function publisherAt(remote: Remote<Publisher>, settled: ReturnType<typeof orDead>): Publisher {
  const listener = (onProgress: OnProgress) => proxy(onProgress);
  return {
    open: (id) => settled(remote.open(id)),
    prepare: (edit) => settled(remote.prepare(edit)),
    listSite: (edit) => settled(remote.listSite(edit)),
    listRemoved: (target) => settled(remote.listRemoved(target)),
    listReplaced: (...asked) => settled(remote.listReplaced(...asked)),
    findLicenses: (repos) => settled(remote.findLicenses(repos)),
    makeZip: (edit, onProgress) => settled(remote.makeZip(edit, listener(onProgress))),
    beginSignIn: (...asked) => settled(remote.beginSignIn(...asked)),
    finishSignIn: (...asked) => settled(remote.finishSignIn(...asked)),
    signInWithToken: (token) => settled(remote.signInWithToken(token)),
    signOut: () => remote.signOut(),
    publishToHub: (edit, target, onProgress) => settled(remote.publishToHub(edit, target, listener(onProgress))),
    publishToPages: (edit, repo, token, onProgress) =>
      settled(remote.publishToPages(edit, repo, token, listener(onProgress))),
    cancel: () => remote.cancel(),
  };
}
