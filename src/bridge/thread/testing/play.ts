import type { ModelInfo } from "../../../contract/model-info.ts";
import { type Failure, type Outcome, succeed } from "../../../contract/outcome.ts";
import { INFO } from "../../testing/fake-worker.ts";
import { step } from "../step.ts";
import { type Effect, INITIAL, type ThreadEvent, type ThreadState, type Wanted } from "../thread-state.ts";

/** A model that is asked for, by its name. */
export function wantedOf(name: string, more: Partial<Wanted> = {}): Wanted {
  return { source: { kind: "site", path: name }, options: {}, ...more };
}

/** A model that is there; one whose name begins with `large` stays alone in memory. */
export function infoOf(name: string): ModelInfo {
  const bytes = name.startsWith("large") ? 500_000_000 : 1000;
  return { ...INFO, name, source: { kind: "site", path: name }, bytes };
}

export const loaded = (thread: number, name: string): ThreadEvent => ({
  type: "loaded",
  thread,
  outcome: succeed(infoOf(name)),
});

export const failureOf = (code: Failure["code"]): Failure => ({ code, detail: "test", parameters: {} });
export const failed = (code: Failure["code"]): Outcome<never> => ({ ok: false, failure: failureOf(code) });

/** Events; models are named by their paths. */
export const load = (number: number, name: string): ThreadEvent => ({
  type: "load",
  load: number,
  wanted: wantedOf(name),
});
export const called = (call: number): ThreadEvent => ({ type: "called", call: { call } });
export const run = (call: number): ThreadEvent => ({ type: "called", call: { call, needsModel: true, run: call } });
export const stop = (call: number, stops: number): ThreadEvent => ({ type: "called", call: { call, stops } });
export const died = (thread: number): ThreadEvent => ({ type: "died", thread, failure: failureOf("worker_died") });
export const answered = (thread: number, call: number, outcome = failed("gpu_lost")): ThreadEvent => ({
  type: "answered",
  thread,
  call,
  outcome,
});

/** The state after these events, and what is to be done after the last one. */
export function play(events: readonly ThreadEvent[], from: ThreadState = INITIAL) {
  let state = from;
  let effects: readonly Effect[] = [];
  for (const event of events) [state, effects] = step(state, event, 0);
  return { state, effects };
}

/** An effect in a word or two. */
export function nameOf(effect: Effect): string {
  switch (effect.type) {
    case "start":
      return `start ${effect.thread}`;
    case "end":
      return `end ${effect.thread}: ${effect.failure.code}`;
    case "post":
      return `post ${effect.call} to ${effect.thread ?? "none"}`;
    case "load":
      return `load ${pathOf(effect.wanted)} in ${effect.thread}`;
    case "give-up":
      return `give up ${effect.load} in ${effect.thread}`;
    case "settle":
      return `settle ${effect.load}: ${effect.outcome.ok ? effect.outcome.value.name : effect.outcome.failure.code}`;
    case "tell":
      return `tell ${effect.status.kind}`;
  }
}

export function pathOf({ source }: Wanted): string {
  return source.kind === "site" ? source.path : source.kind;
}
