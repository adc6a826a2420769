import { createApiHost } from "./api-host.ts";
import type { ConnectedEngine, EngineStatus } from "./connect-engine.ts";
import { reloadForThreads } from "./isolation.ts";
import { askToKeep } from "./keep-storage.ts";
import { serveApi } from "./serve-api.ts";
import { registerServiceWorker, type WaitingVersion } from "./service-worker.ts";
import { startEngine } from "./start-engine.ts";
import type { TrackedEngine } from "./track-model.ts";

export interface Site {
  /** Address of the site's base folder, with a slash at its end. */
  readonly base: string;
  readonly tracked: TrackedEngine<ConnectedEngine>;
  /** True once the service worker controls this page, so that the API answers; false where there cannot be one. */
  readonly apiReady: Promise<boolean>;
}

export interface SiteHooks {
  readonly onStatus?: (status: EngineStatus) => void;
  readonly onWaiting?: (version: WaitingVersion) => void;
  /**
   * Says, when the service worker has taken over, whether the page may be loaded anew to get threads: only for a model
   * that gains from them (a foreign one), and while nothing is typed or running.
   */
  readonly mayReloadForThreads?: () => boolean;
}

/** What every page of the site starts with: the engine, and the service worker that offers it as an API. */
export function startSite({ onStatus, onWaiting, mayReloadForThreads }: SiteHooks = {}): Site {
  const base = new URL("./", location.href).href;
  const tracked = keepAfterSuccess(startEngine(base, onStatus));
  const apiReady = offerApi(base, tracked, onWaiting ?? (() => undefined));
  void apiReady.then((controlled) => {
    const isFit = controlled && mayReloadForThreads?.() === true;
    const framed = window.parent !== window;
    const reload = () => location.reload();
    reloadForThreads({ isolated: crossOriginIsolated, framed, storage: stored("sessionStorage"), reload }, isFit);
  });
  return { base, tracked, apiReady };
}

/** The first text that was written is the moment to ask the browser to keep the model. */
function keepAfterSuccess(tracked: TrackedEngine<ConnectedEngine>): TrackedEngine<ConnectedEngine> {
  const { engine } = tracked;
  const generate: ConnectedEngine["generate"] = async (...run) => {
    const outcome = await engine.generate(...run);
    if (outcome.ok) void askToKeep({ storage: navigator.storage, notes: stored("localStorage") });
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

async function offerApi(
  base: string,
  { engine, model, nextRun }: TrackedEngine<ConnectedEngine>,
  onWaiting: (version: WaitingVersion) => void,
): Promise<boolean> {
  if (!(await registerServiceWorker({ url: `${base}sw.js`, onWaiting }))) return false;
  serveApi(navigator.serviceWorker, createApiHost({ engine, model, nextRun, now: () => Date.now() }));
  if (navigator.serviceWorker.controller !== null) return true;
  return new Promise((resolve) => {
    navigator.serviceWorker.addEventListener("controllerchange", () => resolve(true), { once: true });
  });
}
