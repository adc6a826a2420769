import * as v from "valibot";
import { at } from "../contract/at.ts";
import { pageClock } from "./clock.ts";
import { tellToken } from "./hub-token.ts";
import { hubUrl } from "./hub-url.ts";
import { lighterFirst } from "./lighter-first.ts";
import { ModelThread } from "./model-thread.ts";
import { startModelWorker } from "./model-worker.ts";

/** The browser's data saver; those without one never say so. */
function savesData(): boolean {
  const connection: unknown = "connection" in navigator ? navigator.connection : undefined;
  return v.is(v.object({ saveData: v.literal(true) }), connection);
}

/**
 * Starts this page's model thread.
 * @param base address of the site's base folder, with a slash at its end
 * @param hub where foreign models come from; what the page's own head says when absent
 */
export function startThread(base: string, hub = hubUrl()): ModelThread {
  return new ModelThread({
    // The development server makes the thread's modules when they are first asked for.
    ...(import.meta.env.DEV && { startWithin: 120_000 }),
    startWorker: () => tellToken(startModelWorker({ siteBase: base, hubUrl: hub })),
    chooseLoads: lighterFirst({ savesData, ...pageClock }),
    randomSeed: () => at(crypto.getRandomValues(new Uint32Array(1)), 0),
    ...pageClock,
  });
}
