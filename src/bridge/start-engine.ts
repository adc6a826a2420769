import * as v from "valibot";
import { at } from "../contract/at.ts";
import type { EngineStatus } from "../contract/engine.ts";
import { HUB_URL } from "../contract/security-headers.ts";
import { pageClock } from "./clock.ts";
import { type ConnectedEngine, connectEngine } from "./connect-engine.ts";
import { lighterFirst } from "./lighter-first.ts";
import { startModelWorker } from "./model-worker.ts";
import { type TrackedEngine, trackModel } from "./track-model.ts";

/** The Hub that this build of the site loads foreign models from: a `meta` element names another than the real one. */
function hubUrl(): string {
  return document.querySelector<HTMLMetaElement>("meta[name=hostless-hub]")?.content ?? HUB_URL;
}

/** The browser's data saver; those without one never say so. */
function savesData(): boolean {
  const connection: unknown = "connection" in navigator ? navigator.connection : undefined;
  return v.is(v.object({ saveData: v.literal(true) }), connection);
}

/** Starts this page's engine. @param base address of the site's base folder, with a slash at its end */
export function startEngine(base: string, onStatus?: (status: EngineStatus) => void): TrackedEngine<ConnectedEngine> {
  const tracked: TrackedEngine<ConnectedEngine> = trackModel(
    lighterFirst({
      start: (onStatus) =>
        connectEngine({
          // The development server makes the thread's modules when they are first asked for.
          ...(import.meta.env.DEV && { startWithin: 120_000 }),
          startWorker: () => startModelWorker({ siteBase: base, hubUrl: hubUrl() }),
          onStatus,
          ...pageClock,
          randomSeed: () => at(crypto.getRandomValues(new Uint32Array(1)), 0),
        }),
      onStatus: (status) => {
        tracked.onStatus(status);
        onStatus?.(status);
      },
      savesData,
      ...pageClock,
    }),
  );
  return tracked;
}
