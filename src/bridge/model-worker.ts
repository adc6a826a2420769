import { lockTrustedTypes } from "../contract/trusted-types.ts";
import workerUrl from "../worker/main.ts?worker&url";

/** Addresses that the model's thread works with. */
export interface Addresses {
  /** The site's base folder, with a slash at its end. */
  readonly siteBase: string;
  /** The Hub, without a slash at its end. */
  readonly hubUrl: string;
}

const vouch = lockTrustedTypes(window, location.origin);

/**
 * A worker from a `blob:` inherits the page's content security policy, also where the host sends no headers; one from an
 * address would have none there. The script does nothing but import the real one.
 */
const starter = URL.createObjectURL(
  new Blob([`import ${JSON.stringify(new URL(workerUrl, import.meta.url).href)};`], { type: "text/javascript" }),
);

/** Starts the model's thread. The only place that knows where its code lies. */
export function startModelWorker(addresses: Addresses): Worker {
  // A worker's name is the one thing that it has before its first message.
  return new Worker(vouch(starter), { type: "module", name: JSON.stringify(addresses) });
}
