import { isDeepStrictEqual } from "node:util";
import { expect, it } from "vitest";
import { step } from "./step.ts";
import { answered, called, died, failed, load, loaded, nameOf, play, run, stop, wantedOf } from "./testing/play.ts";
import type { ThreadEvent } from "./thread-state.ts";

/** Every state that the thread can be in, and what brings it there. */
const STATES: Record<string, readonly ThreadEvent[]> = {
  idle: [],
  started: [called(1)],
  loading: [load(10, "a")],
  ready: [load(10, "a"), loaded(1, "a")],
  busy: [load(10, "a"), loaded(1, "a"), run(1)],
  "loading beside": [load(10, "a"), loaded(1, "a"), run(1), load(11, "b")],
  "given up beside": [load(10, "a"), loaded(1, "a"), run(1), load(11, "b"), { type: "give-up" }],
  "handing over": [load(10, "a"), loaded(1, "a"), run(1), load(11, "b"), loaded(2, "b")],
  "making room": [load(10, "large a"), loaded(1, "large a"), run(1), load(11, "b")],
  "in its place": [load(10, "large a"), loaded(1, "large a"), load(11, "b")],
  restoring: [load(10, "a"), loaded(1, "a"), died(1)],
  "restoring beside": [load(10, "a"), loaded(1, "a"), load(11, "b"), died(1)],
};

/** Everything that can happen then; numbers from 90 are new. */
const EVENTS: Record<string, (serving: number, beside: number) => ThreadEvent> = {
  "a call": () => called(90),
  "a run": () => run(90),
  "a stop": () => stop(90, 1),
  "a load": () => load(90, "c"),
  "a choice": () => ({ type: "chosen", wanted: wantedOf("c") }),
  "giving up": () => ({ type: "give-up", isFinal: true }),
  overdue: () => ({ type: "overdue", load: 11 }),
  "an answer": (serving) => answered(serving, 1, failed("bad_request")),
  "a lost GPU": (serving) => answered(serving, 1),
  death: (serving) => died(serving),
  "death beside": (_serving, beside) => died(beside),
  loaded: (serving) => loaded(serving, "x"),
  "loaded beside": (_serving, beside) => loaded(beside, "x"),
  refused: (serving) => ({ type: "loaded", thread: serving, outcome: failed("network") }),
  poisoned: (serving) => ({ type: "loaded", thread: serving, outcome: failed("no_backend") }),
};

/** What follows of what can happen: what is to be done, and which model answers then. Anything else changes nothing. */
const TABLE: Record<string, readonly string[]> = {
  idle: [
    "a call: start 1, post 90 to 1 | no model",
    "a run: start 1, post 90 to 1 | no model",
    "a stop: post 90 to none | no model",
    "a load: start 1, load c in 1 | no model",
    "a choice: | no model",
    "giving up: | no model",
  ],
  started: [
    "a call: post 90 to 1 | no model",
    "a run: post 90 to 1 | no model",
    "a stop: post 90 to 1 | no model",
    "a load: load c in 1 | no model",
    "a choice: | no model",
    "giving up: | no model",
    "an answer: | no model",
    "a lost GPU: end 1: gpu_lost | no model",
    "death: | no model",
  ],
  loading: [
    "a call: post 90 to 1 | no model",
    "a run: | no model",
    "a stop: post 90 to 1 | no model",
    "a load: | no model",
    "a choice: | no model",
    "giving up: give up 10 in 1 | no model",
    "death: settle 10: worker_died | no model",
    "death beside: settle 10: worker_died | no model",
    "loaded: settle 10: x | x",
    "loaded beside: settle 10: x | x",
    "refused: settle 10: network | no model",
    "poisoned: end 1: no_backend, settle 10: no_backend | no model",
  ],
  ready: [
    "a call: post 90 to 1 | a",
    "a run: post 90 to 1 | a",
    "a stop: post 90 to 1 | a",
    "a load: start 2, load c in 2 | a",
    "a choice: | a",
    "giving up: | a",
    "death: tell restarting, start 2, load a in 2 | no model",
  ],
  busy: [
    "a call: post 90 to 1 | a",
    "a run: post 90 to 1 | a",
    "a stop: post 90 to 1 | a",
    "a load: start 2, load c in 2 | a",
    "a choice: | a",
    "giving up: | a",
    "an answer: | a",
    "a lost GPU: end 1: gpu_lost, tell restarting, start 2, load a in 2 | no model",
    "death: tell restarting, start 2, load a in 2 | no model",
  ],
  "loading beside": [
    "a call: post 90 to 1 | a",
    "a run: post 90 to 1 | a",
    "a stop: post 90 to 1 | a",
    "a load: | a",
    "a choice: | a",
    "giving up: give up 11 in 2 | a",
    "overdue: end 2: cancelled, settle 11: cancelled | a",
    "an answer: | a",
    "a lost GPU: end 1: gpu_lost, tell restarting, start 3, load a in 3 | no model",
    "death: tell restarting, start 3, load a in 3 | no model",
    "death beside: settle 11: worker_died | a",
    "loaded beside: | a",
  ],
  "given up beside": [
    "a call: post 90 to 1 | a",
    "a run: post 90 to 1 | a",
    "a stop: post 90 to 1 | a",
    "a load: | a",
    "a choice: | a",
    "giving up: | a",
    "overdue: end 2: cancelled, settle 11: cancelled | a",
    "an answer: | a",
    "a lost GPU: end 1: gpu_lost, tell restarting, start 3, load a in 3 | no model",
    "death: tell restarting, start 3, load a in 3 | no model",
    "death beside: settle 11: worker_died | a",
    "loaded beside: end 2: cancelled, settle 11: cancelled | a",
  ],
  "handing over": [
    "a call: post 90 to 1 | a",
    "a run: | a",
    "a stop: post 90 to 1 | a",
    "a load: | a",
    "a choice: | a",
    "giving up: end 2: cancelled, settle 11: cancelled | a",
    "overdue: end 2: cancelled, settle 11: cancelled | a",
    "an answer: end 1: cancelled, settle 11: b | b",
    "a lost GPU: end 1: gpu_lost, settle 11: b | b",
    "death: settle 11: b | b",
    "death beside: settle 11: worker_died | a",
  ],
  "making room": [
    "a call: post 90 to 1 | large a",
    "a run: | large a",
    "a stop: post 90 to 1 | large a",
    "a load: | large a",
    "a choice: | large a",
    "giving up: settle 11: cancelled | large a",
    "overdue: settle 11: cancelled | large a",
    "an answer: end 1: cancelled, start 2, load b in 2 | no model",
    "a lost GPU: end 1: gpu_lost, start 2, load b in 2 | no model",
    "death: start 2, load b in 2 | no model",
  ],
  "in its place": [
    "a call: post 90 to 2 | no model",
    "a run: | no model",
    "a stop: post 90 to 2 | no model",
    "a load: | no model",
    "a choice: | no model",
    "giving up: give up 11 in 2 | no model",
    "overdue: end 2: cancelled, settle 11: cancelled, tell restarting, start 3, load large a in 3 | no model",
    "death: settle 11: worker_died, tell restarting, start 3, load large a in 3 | no model",
    "death beside: settle 11: worker_died, tell restarting, start 3, load large a in 3 | no model",
    "loaded: settle 11: x | x",
    "loaded beside: settle 11: x | x",
    "refused: settle 11: network, tell restarting, load large a in 2 | no model",
    "poisoned: end 2: no_backend, settle 11: no_backend, tell restarting, start 3, load large a in 3 | no model",
  ],
  restoring: [
    "a call: | no model",
    "a run: | no model",
    "a stop: | no model",
    "a load: | no model",
    "a choice: | no model",
    "giving up: | no model",
    "death: tell lost | no model",
    "loaded: tell restored | x",
    "refused: tell lost | no model",
    "poisoned: end 2: no_backend, tell lost | no model",
  ],
  "restoring beside": [
    "a call: | no model",
    "a run: | no model",
    "a stop: | no model",
    "a load: | no model",
    "a choice: | no model",
    "giving up: give up 11 in 2 | no model",
    "overdue: end 2: cancelled, settle 11: cancelled | no model",
    "death: tell lost | no model",
    "death beside: settle 11: worker_died | no model",
    "loaded: tell restored | x",
    "loaded beside: | no model",
    "refused: tell lost | no model",
    "poisoned: end 3: no_backend, tell lost | no model",
  ],
};

it.each(Object.entries(STATES))("does what the table says: %s", (name, before) => {
  const { state } = play(before);
  const rows = Object.entries(EVENTS).flatMap(([event, make]) => {
    const [next, effects] = step(state, make(state.serving ?? 98, state.load?.thread ?? 99), 0);
    if (effects.length === 0 && isDeepStrictEqual(next, state)) return [];
    const done = effects.map((effect) => ` ${nameOf(effect)}`).join(",");
    return `${event}:${done} | ${next.model?.info.name ?? "no model"}`;
  });
  expect(rows).toEqual(TABLE[name]);
});
