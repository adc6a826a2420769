import type { EngineStatus, ModelInfo } from "../contract/engine.ts";
import type { ConnectedEngine } from "./connect-engine.ts";
import { reloadOnce } from "./isolation.ts";
import { serveApi } from "./serve-api.ts";
import { registerServiceWorker, serviceWorkers, type WaitingVersion } from "./service-worker.ts";
import { startEngine } from "./start-engine.ts";
import type { TrackedEngine } from "./track-model.ts";

export interface Site {
  /** Address of the site's base folder, with a slash at its end. */
  readonly base: string;
  readonly tracked: TrackedEngine<ConnectedEngine>;
  /** True once the service worker controls this page, so that the API answers; false where there cannot be one. */
  readonly apiReady: Promise<boolean>;
  /**
   * Loads the page anew to get threads, where the service worker can give them; at most once. To be called while nothing
   * is typed or running, for a model that gains from threads (a foreign one).
   */
  readonly reloadForThreads: () => void;
  /** Hears what happens from now on; nothing happens within the task that starts the site. */
  readonly listen: (listener: SiteListener) => void;
}

export interface SiteListener {
  onStatus(status: EngineStatus): void;
  onWaiting(version: WaitingVersion): void;
}

/** A page that takes longer to come to rest does not keep the service worker away. */
const REST_WITHIN_MS = 60_000;

/**
 * What every page of the site starts with: the engine, and the service worker that offers it as an API.
 * @param atRest the service worker is installed when it resolves, since its installation holds up whatever else goes on
 */
export function startSite(atRest: Promise<void> = Promise.resolve()): Site {
  const base = new URL("./", location.href).href;
  const listeners: SiteListener[] = [];
  const tell = (what: (listener: SiteListener) => void) => listeners.forEach(what);
  const tracked = keepAfterSuccess(startEngine(base, (status) => tell((listener) => listener.onStatus(status))));
  offerApi(tracked);
  const apiReady = within(REST_WITHIN_MS, atRest).then(() =>
    takeControl(base, (version) => tell((listener) => listener.onWaiting(version))),
  );
  let controlled = false;
  void apiReady.then((ready) => {
    controlled = ready;
  });
  return {
    base,
    tracked,
    apiReady,
    listen: (listener) => void listeners.push(listener),
    reloadForThreads() {
      if (controlled) reloadOnce({ isolated: crossOriginIsolated, framed, storage: stored("sessionStorage"), reload });
    },
  };
}

const framed = window.parent !== window;
const reload = () => location.reload();

function within(ms: number, promise: Promise<void>): Promise<void> {
  return Promise.race([promise, new Promise<void>((resolve) => setTimeout(resolve, ms))]);
}

/** The first text that was written is the moment to ask the browser to keep the model. */
function keepAfterSuccess(tracked: TrackedEngine<ConnectedEngine>): TrackedEngine<ConnectedEngine> {
  const { engine, model } = tracked;
  // Firefox puts the question to the visitor; the others decide by themselves.
  const asksVisitor = navigator.userAgent.includes("Firefox/");
  const keep = async (written: ModelInfo | undefined) => {
    const { askToKeep } = await import("./keep-storage.ts");
    await askToKeep({ storage: navigator.storage, notes: stored("localStorage"), asksVisitor }, written);
  };
  const generate: ConnectedEngine["generate"] = async (...run) => {
    const outcome = await engine.generate(...run);
    if (outcome.ok) void keep(model().model);
    return outcome;
  };
  return { ...tracked, engine: { ...engine, generate } };
}

/** Reading the property throws where the browser or the frame forbids storage. */
function stored(kind: "localStorage" | "sessionStorage"): Storage | undefined {
  try {
    return window[kind];
  } catch {
    return undefined;
  }
}

/**
 * A service worker that is here already may ask as soon as the page is open, also while its model is on its way; what it
 * sends to a page that does not listen is lost.
 */
function offerApi({ engine, model, nextRun }: TrackedEngine<ConnectedEngine>): void {
  const container = serviceWorkers();
  if (container === undefined) return;
  serveApi(container, async () => {
    const { createApiHost } = await import("./api-host.ts");
    return createApiHost({ engine, model, nextRun, now: () => performance.now() });
  });
}

/** @returns true once a service worker controls the page; false where there can be none */
async function takeControl(base: string, onWaiting: (version: WaitingVersion) => void): Promise<boolean> {
  if (!(await registerServiceWorker({ url: `${base}sw.js`, onWaiting }))) return false;
  if (navigator.serviceWorker.controller !== null) return true;
  return new Promise((resolve) => {
    navigator.serviceWorker.addEventListener("controllerchange", () => resolve(true), { once: true });
  });
}
