import { awaitControl } from "./await-control.ts";
import { reloadOnce } from "./isolation.ts";
import { watchVersions } from "./watch-versions.ts";

/** A version of the site that is installed and waits for the visitor's word. */
export interface WaitingVersion {
  /** Takes over and reloads this page. */
  activate(): void;
}

/** Hears of a new version that waits. */
export type OnWaiting = (version: WaitingVersion) => void;

/** What a page can do that a service worker controls. */
export interface Control {
  /** Loads the page anew, once in a tab, for the headers by which it gets threads. @param storage `sessionStorage` */
  reloadForThreads(storage: Storage | undefined): void;
}

/** How often an open page asks for a new version, in milliseconds. */
const CHECK_EVERY_MS = 60 * 60_000;

/**
 * Registers the service worker, and watches for new versions: on return to the page and every hour. The site works without
 * one, as long as it is online.
 * @param url address of `sw.js`
 * @returns once it controls the page; nothing where it never will
 * @throws whatever the browser says where it registers none
 */
export async function takeControl(
  container: ServiceWorkerContainer,
  url: string,
  onWaiting: OnWaiting,
): Promise<Control | undefined> {
  const registration = await container.register(url, { updateViaCache: "none" });
  offerVersions(registration, container, onWaiting);
  checkAgain(registration);
  const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));
  if (!(await awaitControl(registration, container, pause))) return undefined;
  const world = { isolated: crossOriginIsolated, framed: window.parent !== window, reload: () => location.reload() };
  return { reloadForThreads: (storage) => void reloadOnce({ ...world, storage }) };
}

/** Offers each new version to the visitor; in development it takes over unasked. */
function offerVersions(
  registration: ServiceWorkerRegistration,
  container: ServiceWorkerContainer,
  onWaiting: OnWaiting,
): void {
  let accepted = false;
  const offer = (worker: ServiceWorker) =>
    onWaiting({
      activate() {
        accepted = true;
        takeOver(worker);
      },
    });
  watchVersions(registration, import.meta.env.DEV ? takeOver : offer);
  container.addEventListener("controllerchange", () => {
    if (accepted) location.reload();
  });
}

function takeOver(worker: ServiceWorker): void {
  worker.postMessage({ type: "SKIP_WAITING" });
}

function checkAgain(registration: ServiceWorkerRegistration): void {
  const check = () => void registration.update().catch(() => undefined);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") check();
  });
  setInterval(check, CHECK_EVERY_MS);
  // The browser's own look is put off for as long as the page keeps the worker busy.
  if (import.meta.env.DEV) check();
}
