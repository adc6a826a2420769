import { ensureServing } from "./threads.ts";
import type { Call, Draft } from "./thread-state.ts";

/** True while the thread that answers has calls. */
export function isBusy({ calls, serving }: Draft): boolean {
  return calls.some(({ thread }) => thread !== undefined && thread === serving);
}

/** Gives the thread the calls that need not wait any more, in their order. */
export function postCalls(draft: Draft): void {
  for (const call of draft.calls) {
    if (call.thread === undefined && mayPost(draft, call)) post(draft, call);
  }
}

/** @returns whether it waits no longer: for the model that is on its way, or for the run that it stops */
function mayPost(draft: Draft, call: Call): boolean {
  const { load, restoration, serving, calls } = draft;
  if (restoration !== undefined) return false;
  if (call.stops !== undefined) {
    // Those that came later, under whatever number, are not what it stops.
    const earlier = calls.slice(0, calls.indexOf(call));
    return !earlier.some(({ run, thread }) => run === call.stops && thread === undefined);
  }
  // A model beside which another is loaded answers until that one is there.
  const isComing =
    load !== undefined && (load.thread === undefined || load.thread === serving || load.done !== undefined);
  return !(call.needsModel && isComing);
}

/** A stop is for the thread that answers, and starts none. */
export function post(draft: Draft, call: Call): void {
  const thread = call.stops === undefined ? ensureServing(draft) : draft.serving;
  const others = draft.calls.filter((other) => other !== call);
  draft.calls = thread === undefined ? others : [...others, { ...call, thread }];
  draft.effects.push({ type: "post", call: call.call, thread });
}
