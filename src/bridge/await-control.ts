import { CLAIM_MESSAGE } from "../contract/claim.ts";

/** How long a service worker may take to answer that it takes the page, in milliseconds. One of an earlier version never does. */
const CLAIM_WITHIN_MS = 15_000;

/** The part of a service worker that is needed here. */
interface Worker {
  readonly state: ServiceWorkerState;
  addEventListener(type: "statechange", listener: () => void): void;
  postMessage(message: unknown): void;
}

interface Registration {
  readonly installing: Worker | null;
  readonly waiting: Worker | null;
  readonly active: Worker | null;
}

/** The part of the page's `navigator.serviceWorker` that is needed here. */
interface Container {
  readonly controller: unknown;
  addEventListener(type: "controllerchange", listener: () => void, options: { readonly once: true }): void;
}

/**
 * Waits until the service worker controls this page. One that is installed takes every page, but not one that the visitor
 * reloaded past it: that one asks for it.
 * @param pause resolves after so many milliseconds
 * @returns whether it does: not where it could not be installed, nor where it takes no page that asks
 */
export async function awaitControl(
  { installing, waiting, active }: Registration,
  container: Container,
  pause: (ms: number) => Promise<void>,
): Promise<boolean> {
  if (container.controller !== null) return true;
  const changed = new Promise<boolean>((resolve) => {
    container.addEventListener("controllerchange", () => resolve(true), { once: true });
  });
  if (active !== null) {
    active.postMessage({ type: CLAIM_MESSAGE });
    return Promise.race([changed, pause(CLAIM_WITHIN_MS).then(() => false)]);
  }
  const coming = installing ?? waiting;
  return coming === null ? false : Promise.race([changed, untilGone(coming)]);
}

/** Resolves with `false` once this version will never be one that controls. */
function untilGone(worker: Worker): Promise<false> {
  return new Promise((resolve) => {
    const look = () => {
      if (worker.state === "redundant") resolve(false);
    };
    worker.addEventListener("statechange", look);
    look();
  });
}
