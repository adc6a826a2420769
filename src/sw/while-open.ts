import { fail, type Outcome } from "../contract/outcome.ts";

/** The part of a service worker's `Client` that is needed here. */
export interface Page {
  readonly id: string;
  postMessage(message: unknown, transfer: Transferable[]): void;
}

/** How often an open page is looked for while it computes. No event tells a service worker that one was closed. */
const LOOK_EVERY_MS = 200;

/** Settles as the call does, or fails once its page is closed: a call to a closed page never settles by itself. */
export async function whileOpen<T>(isOpen: () => Promise<boolean>, call: Promise<Outcome<T>>): Promise<Outcome<T>> {
  let settled = false;
  const settle = () => {
    settled = true;
  };
  call.then(settle, settle);
  const watch = async (): Promise<Outcome<T>> => {
    do await pause();
    while (!settled && (await isOpen()));
    // A closed page's last words may still be on their way.
    if (!settled) await pause();
    if (settled) return call;
    return fail({
      code: "page_closed",
      message: "The page that computed the answer was closed.",
      hint: "Keep a page of the site open, then call again.",
      retryAfterSeconds: 1,
    });
  };
  return Promise.race([call, watch()]);
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
