import { HUB_URL } from "../contract/security-headers.ts";
import { type ConnectedEngine, connectEngine, type EngineStatus } from "./connect-engine.ts";
import { startModelWorker } from "./model-worker.ts";
import { type TrackedEngine, trackModel } from "./track-model.ts";

/** The Hub that this build of the site loads foreign models from: a `meta` element names another than the real one. */
function hubUrl(): string {
  return document.querySelector<HTMLMetaElement>("meta[name=hostless-hub]")?.content ?? HUB_URL;
}

/** Starts this page's engine. @param base address of the site's base folder, with a slash at its end */
export function startEngine(base: string, onStatus?: (status: EngineStatus) => void): TrackedEngine<ConnectedEngine> {
  const tracked: TrackedEngine<ConnectedEngine> = trackModel(
    connectEngine({
      // The development server makes the thread's modules when they are first asked for.
      ...(import.meta.env.DEV && { startWithin: 120_000 }),
      startWorker: () => startModelWorker({ siteBase: base, hubUrl: hubUrl() }),
      onStatus: (status) => {
        tracked.onStatus(status);
        onStatus?.(status);
      },
      now: () => performance.now(),
      randomSeed: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
    }),
  );
  return tracked;
}
