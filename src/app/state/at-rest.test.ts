import { expect, it } from "vitest";
import { makeFailure } from "../../contract/outcome.ts";
import { infoOf, offerOf, resultOf } from "../testing/answers.ts";
import { isAtRest } from "./at-rest.ts";
import type { PageEvent } from "./page.ts";
import { INITIAL, step } from "./page-state.ts";

const own = { kind: "site", path: "models/quotes" } as const;
const request = { prompt: "life", continued: { text: "", ids: [] }, parameters: {}, isDefaultPrompt: false };

it("rests when the model has come and the text that waited for it is written", () => {
  const events: PageEvent[] = [
    { type: "looking", load: 1, isForeign: false },
    { type: "run", run: 1, request },
    { type: "offered", load: 1, offer: offerOf(own) },
    { type: "starting", load: 1, options: {} },
    { type: "loaded", load: 1, info: infoOf(own) },
    { type: "deltas", run: 1, deltas: [{ sample: 0, text: "x", tokens: 1 }] },
    { type: "ended", run: 1, result: resultOf("life", "x") },
  ];
  const rests = events.map((_, i) => isAtRest(events.slice(0, i + 1).reduce(step, INITIAL)));
  expect(rests).toEqual([false, false, false, false, false, false, true]);
});

it("rests while the page asks before a large model, and after a load that failed", () => {
  const looking = step(INITIAL, { type: "looking", load: 1, isForeign: true });
  expect(isAtRest(step(looking, { type: "asking", load: 1, why: "foreign" }))).toBe(true);
  const failure = makeFailure("network", "script", {});
  expect(isAtRest(step(looking, { type: "load-failed", load: 1, failure }))).toBe(true);
});
