import type { ModelThread } from "./model-thread.ts";
import { serveApi } from "./serve-api.ts";
import type { Control, OnWaiting } from "./service-worker.ts";
import { startThread } from "./start-thread.ts";
import { storageOf } from "./storage-of.ts";

interface Site {
  /** Address of the site's base folder, with a slash at its end. */
  readonly base: string;
  readonly thread: ModelThread;
  /** True once the service worker controls this page, so that the API answers; false where there cannot be one. */
  readonly apiReady: Promise<boolean>;
  /**
   * Loads the page anew to get threads, where the service worker can give them; at most once. To be called while nothing
   * is typed or running, for a model that gains from threads (a foreign one).
   */
  readonly reloadForThreads: () => void;
  /** Hears of versions of the site that wait, from now on; none does within the task that starts the site. */
  readonly listen: (onWaiting: OnWaiting) => void;
}

/** A page that takes longer to come to rest does not keep the service worker away. */
const REST_WITHIN_MS = 60_000;

/**
 * What every page of the site starts with: the model's thread, and the service worker that offers it as an API.
 * @param atRest the service worker is installed when it resolves, since its installation holds up whatever else goes on
 */
export function startSite(atRest: Promise<void> = Promise.resolve()): Site {
  const base = new URL("./", location.href).href;
  const thread = startThread(base);
  keepAfterSuccess(thread);
  offerApi(thread);
  let onWaiting: OnWaiting = () => {};
  let control: Control | undefined;
  const apiReady = within(REST_WITHIN_MS, atRest).then(async () => {
    control = await takeControl(base, (version) => onWaiting(version));
    return control !== undefined;
  });
  return {
    base,
    thread,
    apiReady,
    listen(listener) {
      onWaiting = listener;
    },
    reloadForThreads: () => control?.reloadForThreads(storageOf(window, "sessionStorage")),
  };
}

function within(ms: number, promise: Promise<void>): Promise<void> {
  return Promise.race([promise, new Promise<void>((resolve) => setTimeout(resolve, ms))]);
}

/** The first text that was written is the moment to ask the browser to keep the model. */
function keepAfterSuccess(thread: ModelThread): void {
  thread.subscribe({
    async onWritten({ model }) {
      const { askToKeep } = await import("./keep-storage.ts");
      // Firefox puts the question to the visitor; the others decide by themselves.
      const asksVisitor = navigator.userAgent.includes("Firefox/");
      await askToKeep({ storage: navigator.storage, notes: storageOf(window), asksVisitor }, model);
    },
  });
}

/** The browser's service workers of this page, where it may have any. */
export function serviceWorkers(): ServiceWorkerContainer | undefined {
  // Reading the property throws in a sandboxed frame.
  const supported = "serviceWorker" in navigator && window.isSecureContext && window.origin !== "null";
  return supported ? navigator.serviceWorker : undefined;
}

/**
 * A service worker that is here already may ask as soon as the page is open, also while its model is on its way; what it
 * sends to a page that does not listen is lost.
 */
function offerApi(thread: ModelThread): void {
  const container = serviceWorkers();
  if (container === undefined) return;
  serveApi(container, async () => (await import("./host-thread.ts")).hostThread(thread));
}

/** @returns what a service worker gives, once it controls the page; nothing where there can be none */
export async function takeControl(base: string, onWaiting: OnWaiting): Promise<Control | undefined> {
  const container = serviceWorkers();
  if (container === undefined) return undefined;
  try {
    // Fetched now, not with the page: what the visitor waits for comes first.
    const worker = await import("./service-worker.ts");
    return await worker.takeControl(container, `${base}sw.js`, onWaiting);
  } catch {
    return undefined;
  }
}
