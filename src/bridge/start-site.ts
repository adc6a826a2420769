import { createApiHost } from "./api-host.ts";
import type { ConnectedEngine, EngineStatus } from "./connect-engine.ts";
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
}

/** What every page of the site starts with: the engine, and the service worker that offers it as an API. */
export function startSite({ onStatus, onWaiting }: SiteHooks = {}): Site {
  const base = new URL("./", location.href).href;
  const tracked = startEngine(base, onStatus);
  return { base, tracked, apiReady: offerApi(base, tracked, onWaiting ?? (() => undefined)) };
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
