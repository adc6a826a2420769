import { fail, failed, type Outcome } from "../contract/outcome.ts";
import type { ApiHost } from "../contract/api/host.ts";
import type { Caller } from "./call.ts";

/**
 * How long another page has to take over from one that was found closed, in milliseconds: its answer is here by then, or its
 * stream has begun. With the time that it takes to notice, each call settles within two seconds after a page is closed.
 */
const TAKE_OVER_MS = 1000;
/** How often a page that still loads its model is asked meanwhile. */
const ASK_AGAIN_MS = 200;

/** What a page is asked for, under an id by which it can be stopped. */
export type Work<T> = (host: ApiHost, id: string) => Promise<Outcome<T>>;

/**
 * Has the work done by the page that was found, or by another one if that is closed before the answer has begun.
 * @param hasBegun whether the caller has got a part of the answer already
 */
export async function onSomePage<T>(caller: Caller, work: Work<T>, hasBegun: () => boolean): Promise<Outcome<T>> {
  const outcome = await onPage(caller, caller.host, work);
  if (!isOrphaned(outcome) || hasBegun()) return outcome;
  const other = onOtherPage(caller, work, hasBegun, outcome);
  const soon = await Promise.race([other, caller.wait(TAKE_OVER_MS)]);
  if (soon !== undefined) return soon;
  if (hasBegun()) return other;
  // Ends the run there, so that it is out of the way when the caller asks again.
  caller.abort.abort();
  return failed({ ...outcome.failure, detail: "not_in_time" });
}

/** @param closed what became of the call on the page that was closed: the outcome where there is no other page */
async function onOtherPage<T>(
  caller: Caller,
  work: Work<T>,
  hasBegun: () => boolean,
  closed: Outcome<T>,
): Promise<Outcome<T>> {
  let outcome = closed;
  while (isOrphaned(outcome) && !hasBegun() && !caller.abort.signal.aborted) {
    const other = await caller.findOther();
    if (other === undefined) return outcome;
    if (other === "loading") await caller.wait(ASK_AGAIN_MS);
    else outcome = await onPage(caller, other, work);
  }
  return outcome;
}

function isOrphaned<T>(outcome: Outcome<T>): outcome is Extract<Outcome<T>, { ok: false }> {
  return !outcome.ok && (outcome.failure.code === "page_closed" || outcome.failure.code === "page_asleep");
}

async function onPage<T>({ abort: { signal }, newId }: Caller, host: ApiHost, work: Work<T>): Promise<Outcome<T>> {
  if (signal.aborted) return fail("cancelled", "request", {});
  const id = newId();
  const stop = () => void host.stop(id);
  signal.addEventListener("abort", stop, { once: true });
  try {
    const outcome = await work(host, id);
    // A page that wakes up does not go on with what another one has taken over.
    if (isOrphaned(outcome)) stop();
    return outcome;
  } finally {
    signal.removeEventListener("abort", stop);
    void host.release(id);
  }
}
