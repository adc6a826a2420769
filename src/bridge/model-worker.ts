import { lockTrustedTypes } from "../contract/trusted-types.ts";
import workerUrl from "../worker/main.ts?worker&url";
import { NOT_LOADED } from "./connection.ts";

/** Addresses that the model's thread works with. */
export interface Addresses {
  /** The site's base folder, with a slash at its end. */
  readonly siteBase: string;
  /** The Hub, without a slash at its end. */
  readonly hubUrl: string;
}

const vouch = lockTrustedTypes(window, location.origin);

/**
 * Imports the real script, and holds messages until it is there. Not by a static import: Firefox fetches that of a
 * `blob:` past the service worker, so that there is no thread offline. A failure must be thrown outside of the promise:
 * only then does the page hear of it.
 */
const STARTER = `const held = [];
const hold = (event) => held.push(event);
addEventListener("message", hold);
import(${JSON.stringify(new URL(workerUrl, import.meta.url).href)}).then(
  () => {
    removeEventListener("message", hold);
    for (const { data, ports } of held) dispatchEvent(new MessageEvent("message", { data, ports }));
  },
  (error) => setTimeout(() => { throw new Error(${JSON.stringify(NOT_LOADED)} + " (" + error + ")"); }),
);`;

/**
 * A worker from a `blob:` inherits the page's content security policy, also where the host sends no headers; one from an
 * address would have none there.
 */
const starter = URL.createObjectURL(new Blob([STARTER], { type: "text/javascript" }));

/** Starts the model's thread. The only place that knows where its code lies. */
export function startModelWorker(addresses: Addresses): Worker {
  // A worker's name is the one thing that it has before its first message.
  return new Worker(vouch(starter), { type: "module", name: JSON.stringify(addresses) });
}
