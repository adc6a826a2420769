import type { FailureCode } from "../../contract/failure-parameters.ts";
import type { ModelInfo } from "../../contract/model-info.ts";
import { type Failure, failed, type Outcome } from "../../contract/outcome.ts";
import { post } from "./calls.ts";
import { endLoad, finishLoad, GIVEN_UP, tellImprovement } from "./loads.ts";
import { restoreLost, retryRestoring } from "./restore.ts";
import { type Draft, loadedOf } from "./thread-state.ts";

/** After these the thread's runtime may be in a state that makes every later call fail, too. */
const POISONING: ReadonlySet<FailureCode> = new Set([
  "internal",
  "out_of_memory",
  "gpu_lost",
  "nan_logits",
  "no_backend",
  "self_test_failed",
]);

export function isPoisoning({ code }: Failure): boolean {
  return POISONING.has(code);
}

/** Ends a thread, with all that it has. */
export function endThread(draft: Draft, thread: number, failure: Failure): void {
  draft.effects.push({ type: "end", thread, failure });
  loseThread(draft, thread, failure);
}

/** A thread is gone, and its calls are settled: what was to become of its model and of its load. */
export function loseThread(draft: Draft, thread: number, failure: Failure): void {
  draft.calls = draft.calls.filter((call) => call.thread !== thread);
  if (thread === draft.serving) {
    draft.serving = undefined;
    if (draft.restoration !== undefined) retryRestoring(draft, failure);
    else loseModel(draft, failure);
  }
  if (thread === draft.load?.thread) endLoad(draft, failed(failure));
}

function loseModel(draft: Draft, failure: Failure): void {
  const { model, load } = draft;
  draft.model = undefined;
  if (model === undefined) return;
  // It was about to go, and is only wanted again if the one that is loaded now fails.
  if (load !== undefined && load.thread === undefined) draft.load = { ...load, before: model };
  // The one that was loaded beside it takes over at once.
  else if (load?.done === undefined) restoreLost(draft, model, failure);
}

/** A load has ended in a thread, whichever it was. */
export function afterLoad(draft: Draft, thread: number, outcome: Outcome<ModelInfo>): void {
  const { load, restoration } = draft;
  if (thread === load?.thread && load.done === undefined) {
    // It came as it was given up; where another model answers, that one stays.
    if (outcome.ok && load.isGivenUp && thread !== draft.serving) dropLoad(draft);
    else if (outcome.ok) finishLoad(draft, load, outcome.value);
    else if (thread !== draft.serving || isPoisoning(outcome.failure)) endThread(draft, thread, outcome.failure);
    else endLoad(draft, outcome);
  } else if (thread === draft.serving && restoration !== undefined) {
    if (!outcome.ok && isPoisoning(outcome.failure)) endThread(draft, thread, outcome.failure);
    else if (!outcome.ok) retryRestoring(draft, outcome.failure);
    else {
      draft.restoration = undefined;
      draft.model = loadedOf(restoration.wanted, outcome.value);
      draft.effects.push({ type: "tell", status: { kind: "restored", info: draft.model.info } });
      // A run that lost its GPU goes on before anything else takes the model's place.
      for (const call of draft.calls) if (call.thread === undefined) post(draft, call);
    }
  }
}

/** Gives up the load under way and those that wait. */
export function giveUpLoads(draft: Draft): void {
  // A model that was lost comes back all the same.
  if (draft.restoration === undefined) draft.news = { kind: "failed", failure: GIVEN_UP };
  for (const { load } of draft.queue) draft.effects.push({ type: "settle", load, outcome: failed(GIVEN_UP) });
  draft.queue = [];
  const { load } = draft;
  if (load === undefined || load.isGivenUp) return;
  draft.load = { ...load, isGivenUp: true };
  if (load.wanted.isImprovement) tellImprovement(draft, failed(GIVEN_UP));
  if (load.thread === undefined || load.done !== undefined) dropLoad(draft);
  else draft.effects.push({ type: "give-up", thread: load.thread, load: load.load });
}

/** Ends a load without waiting for its thread. */
export function dropLoad(draft: Draft): void {
  const thread = draft.load?.thread;
  if (thread === undefined) endLoad(draft, failed(GIVEN_UP));
  else endThread(draft, thread, GIVEN_UP);
}
