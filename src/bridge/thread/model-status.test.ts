import { expect, it } from "vitest";
import { tellInEnglish } from "../../contract/tell-in-english.ts";
import { modelStatus } from "./model-status.ts";
import { died, failed, load, loaded, play, wantedOf } from "./testing/play.ts";
import type { ThreadEvent } from "./thread-state.ts";

const progress = (phase: "download" | "convert" | "start"): ThreadEvent => ({
  type: "progress",
  load: 1,
  progress: { phase, loadedBytes: 1, totalBytes: 3, fraction: 1 / 3 },
});
const refused: ThreadEvent = { type: "loaded", thread: 1, outcome: failed("network") };
const chosen: ThreadEvent = { type: "chosen", wanted: wantedOf("a") };

it.each<[string, readonly ThreadEvent[]]>([
  ["No model has been loaded on the page yet.", []],
  ["The model is being loaded.", [chosen]],
  ["The model is being loaded.", [load(1, "a")]],
  ["The model is being downloaded (33 %).", [load(1, "a"), progress("download")]],
  ["The model is being converted (33 %).", [load(1, "a"), progress("convert")]],
  ["The model is being started (33 %).", [load(1, "a"), progress("start")]],
  ["network.test", [load(1, "a"), refused]],
  ["The load was given up.", [chosen, { type: "give-up", isFinal: true }]],
  ["The model's thread was lost: worker_died.test", [load(1, "a"), loaded(1, "a"), died(1)]],
  [
    "The model's thread was lost: worker_died.test",
    [load(1, "a"), loaded(1, "a"), died(1), { type: "give-up", isFinal: true }],
  ],
])("says why there is no model: %s", (said, events) => {
  const { reason } = modelStatus(play(events).state);
  expect(reason && tellInEnglish(reason).message).toBe(said);
});

it("names the model that answers, also while another is on its way", () => {
  const { state } = play([load(1, "a"), loaded(1, "a"), load(2, "b")]);
  expect(modelStatus(state)).toMatchObject({ model: { name: "a" } });
});
