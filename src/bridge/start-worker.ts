import { lockTrustedTypes } from "../contract/trusted-types.ts";
import { NOT_LOADED } from "./connection.ts";

const vouch = lockTrustedTypes(window, location.origin);

/**
 * Imports the real script, and holds messages until it is there. Not by a static import: Firefox fetches that of a
 * `blob:` past the service worker, so that there is no thread offline. A failure must be thrown outside of the promise:
 * only then does the page hear of it.
 */
const starterOf = (script: string) => `const held = [];
const hold = (event) => held.push(event);
addEventListener("message", hold);
import(${JSON.stringify(new URL(script, import.meta.url).href)}).then(
  () => {
    removeEventListener("message", hold);
    for (const { data, ports } of held) dispatchEvent(new MessageEvent("message", { data, ports }));
  },
  (error) => setTimeout(() => { throw new Error(${JSON.stringify(NOT_LOADED)} + " (" + error + ")"); }),
);`;

/**
 * Makes what starts a worker. One from a `blob:` inherits the page's content security policy, also where the host sends no
 * headers; one from an address would have none there.
 * @param script address of the worker's script
 * @returns starts a worker; what it is told is its name, the one thing that it has before its first message
 */
export function makeStarter(script: string): (told: object) => Worker {
  const starter = URL.createObjectURL(new Blob([starterOf(script)], { type: "text/javascript" }));
  return (told) => new Worker(vouch(starter), { type: "module", name: JSON.stringify(told) });
}
