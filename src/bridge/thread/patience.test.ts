import { expect, it } from "vitest";
import type { BackendReport } from "../../contract/model-info.ts";
import { makeNote } from "../../contract/outcome.ts";
import { INFO } from "../testing/fake-worker.ts";
import { patienceWith } from "./patience.ts";
import { died, load, loaded, play } from "./testing/play.ts";
import type { ThreadEvent, ThreadState } from "./thread-state.ts";

const ready = [load(1, "a"), loaded(1, "a")];
const reads = (characters: number): ThreadEvent => ({ type: "called", call: { call: 2, characters } });

/** The state with a model of which this is told. */
function withBackend(told: Partial<BackendReport>): ThreadState {
  const { state } = play(ready);
  const { model } = state;
  if (model === undefined) throw new Error("No model is there.");
  return { ...state, model: { ...model, info: { ...model.info, backend: { ...model.info.backend, ...told } } } };
}

it.each<[string, number, number, readonly ThreadEvent[]]>([
  ["that loads, for a minute", 60_000, 1, [load(1, "a")]],
  ["that loads beside another, for a minute", 60_000, 2, [...ready, load(2, "b")]],
  ["that brings a lost model back, for a minute", 60_000, 2, [...ready, died(1)]],
  ["that runs a fast model, for 1.5 s", 1500, 1, ready],
  ["with a long text, as long as cutting it into tokens may take", 11_500, 1, [...ready, reads(1_000_000)]],
])("bears the silence of a thread %s", (_what, ms, thread, events) => {
  expect(patienceWith(play(events).state, thread)).toBe(ms);
});

it("bears the silence of a thread for a minute where the GPU may be started beside its model", () => {
  expect(patienceWith(withBackend({ reason: makeNote("gpu_later", {}) }), 1)).toBe(60_000);
  expect(patienceWith(withBackend({ reason: makeNote("fastest", { count: 2 }) }), 1)).toBe(1500);
});

it("bears the silence of a slow model for as long as it takes for the part of a prompt that is computed in one go", () => {
  const tried = [{ backend: INFO.backend.backend, msPerToken: 100 }];
  expect(patienceWith(withBackend({ tried }), 1)).toBe(12_800);
});
