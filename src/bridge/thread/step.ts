import type { ModelInfo } from "../../contract/model-info.ts";
import { isSameSource } from "../../contract/model-source.ts";
import { postCalls } from "./calls.ts";
import { beginLoads, makeRoom, takeOver } from "./loads.ts";
import { afterLoad, dropLoad, endThread, giveUpLoads, isPoisoning, loseThread } from "./losses.ts";
import {
  comingLoad,
  type Draft,
  type Effect,
  isSameWanted,
  loadedOf,
  type ThreadEvent,
  type ThreadState,
  type Wanted,
} from "./thread-state.ts";

/**
 * The state machine of the model's thread. What belongs to a thread, a call or a load that is over changes nothing.
 * @param at milliseconds of the page's clock
 * @returns the state after the event, and what is to be done in this order
 */
export function step(state: ThreadState, event: ThreadEvent, at: number): readonly [ThreadState, readonly Effect[]] {
  const draft: Draft = { ...state, effects: [], at };
  take(draft, event);
  takeOver(draft);
  beginLoads(draft);
  makeRoom(draft);
  postCalls(draft);
  const { effects, at: _at, ...next } = draft;
  return [next, effects];
}

/** What the event says; what follows from it for those that wait is the same after every event. */
function take(draft: Draft, event: ThreadEvent): void {
  switch (event.type) {
    case "called":
      draft.calls = [...draft.calls, event.call];
      break;
    case "answered":
      takeAnswer(draft, event);
      break;
    case "chosen":
      takeChoice(draft, event.wanted);
      break;
    case "load":
      draft.news = { kind: "loading" };
      draft.queue = [...draft.queue, { load: event.load, wanted: event.wanted }];
      break;
    case "progress":
      takeProgress(draft, event);
      break;
    case "loaded":
      afterLoad(draft, event.thread, event.outcome);
      break;
    case "changed":
      takeInfo(draft, event.info);
      break;
    case "give-up":
      if (event.isFinal) draft.choices++;
      giveUpLoads(draft);
      break;
    case "overdue":
      if (event.load === draft.load?.load) dropLoad(draft);
      break;
    case "died":
      loseThread(draft, event.thread, event.failure);
  }
}

/** Of a model that has gone meanwhile nothing is told. */
function takeInfo(draft: Draft, info: ModelInfo): void {
  const { model } = draft;
  if (model === undefined || !isSameSource(model.info.source, info.source)) return;
  draft.model = loadedOf(model.wanted, info);
  draft.effects.push({ type: "tell", status: { kind: "changed", info: draft.model.info } });
}

function takeChoice(draft: Draft, wanted: Wanted): void {
  const coming = comingLoad(draft);
  if (coming !== undefined && !isSameWanted(coming.wanted, wanted)) giveUpLoads(draft);
  draft.choices++;
  draft.news = { kind: "loading" };
}

/** Calls of a thread that was ended are not here any more. */
function takeAnswer(draft: Draft, { call, thread, outcome }: ThreadEvent & { readonly type: "answered" }): void {
  const others = draft.calls.filter((other) => other.call !== call || other.thread !== thread);
  if (others.length === draft.calls.length) return;
  draft.calls = others;
  if (!outcome.ok && isPoisoning(outcome.failure)) endThread(draft, thread, outcome.failure);
}

function takeProgress(draft: Draft, { load, progress }: ThreadEvent & { readonly type: "progress" }): void {
  if (load !== draft.load?.load) return;
  draft.news = { kind: "loading", progress };
  const { wanted, isGivenUp } = draft.load;
  if (wanted.isImprovement && !isGivenUp) draft.effects.push({ type: "tell", status: { kind: "improving", progress } });
}
