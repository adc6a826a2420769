import { createApiHost } from "./api-host.ts";
import { type ConnectedEngine, connectEngine } from "./connect-engine.ts";
import { startModelWorker } from "./model-worker.ts";
import { serveApi } from "./serve-api.ts";
import { registerServiceWorker, type WaitingVersion } from "./service-worker.ts";
import { type TrackedEngine, trackModel } from "./track-model.ts";
import type { EngineStatus } from "./connect-engine.ts";
import { HUB_URL } from "../contract/security-headers.ts";

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
  const tracked: TrackedEngine<ConnectedEngine> = trackModel(
    connectEngine({
      startWorker: () => startModelWorker({ siteBase: base, hubUrl: HUB_URL }),
      onStatus: (status) => {
        tracked.onStatus(status);
        onStatus?.(status);
      },
      now: () => performance.now(),
      randomSeed: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
    }),
  );
  const { engine, model, nextRun } = tracked;
  const host = createApiHost({ engine, model, nextRun, now: () => Date.now() });
  return { base, tracked, apiReady: offerApi(base, host, onWaiting ?? (() => undefined)) };
}

async function offerApi(
  base: string,
  host: Parameters<typeof serveApi>[1],
  onWaiting: (version: WaitingVersion) => void,
): Promise<boolean> {
  const registered = await registerServiceWorker({ url: `${base}sw.js`, onWaiting });
  if (!registered) return false;
  serveApi(navigator.serviceWorker, host);
  if (navigator.serviceWorker.controller !== null) return true;
  return new Promise((resolve) => {
    navigator.serviceWorker.addEventListener("controllerchange", () => resolve(true), { once: true });
  });
}
