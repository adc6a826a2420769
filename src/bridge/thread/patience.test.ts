import { expect, it } from "vitest";
import { patienceWith } from "./patience.ts";
import { died, load, loaded, play } from "./testing/play.ts";
import type { ThreadEvent } from "./thread-state.ts";

const ready = [load(1, "a"), loaded(1, "a")];
const reads = (characters: number): ThreadEvent => ({ type: "called", call: { call: 2, characters } });

it.each<[string, number, number, readonly ThreadEvent[]]>([
  ["that loads, for a minute", 60_000, 1, [load(1, "a")]],
  ["that loads beside another, for a minute", 60_000, 2, [...ready, load(2, "b")]],
  ["that brings a lost model back, for a minute", 60_000, 2, [...ready, died(1)]],
  ["that runs a fast model, for 1.5 s", 1500, 1, ready],
  ["with a long text, as long as cutting it into tokens may take", 11_500, 1, [...ready, reads(1_000_000)]],
])("bears the silence of a thread %s", (_what, ms, thread, events) => {
  expect(patienceWith(play(events).state, thread)).toBe(ms);
});

it("bears the silence of a slow model for as long as it takes for the part of a prompt that is computed in one go", () => {
  const { state } = play(ready);
  const { model } = state;
  if (model === undefined) throw new Error("No model is there.");
  const { backend } = model.info;
  const tried = [{ backend: backend.backend, msPerToken: 100 }];
  const slow = { ...model, info: { ...model.info, backend: { ...backend, tried } } };
  expect(patienceWith({ ...state, model: slow }, 1)).toBe(12_800);
});
