import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeFailure } from "../../contract/outcome.ts";
import { infoOf, offerOf, resultOf } from "../testing/answers.ts";
import type { PageEvent, PageState } from "./page.ts";
import { INITIAL, step } from "./page-state.ts";
import { isUnderWay } from "./run.ts";

const own = { kind: "site", path: "models/quotes" } as const;
const request = { prompt: "life", continued: { text: "", ids: [] }, parameters: {}, isDefaultPrompt: false };
const failure = makeFailure("internal", "error", { reason: "broken" });
const progress = { phase: "download", loadedBytes: 1, totalBytes: 2, fraction: 0.5 } as const;
const stateAfter = (events: readonly PageEvent[]) => events.reduce(step, INITIAL);

const number = fc.integer({ min: 1, max: 3 });
const anyEvent: fc.Arbitrary<PageEvent> = fc.oneof(
  number.map((load) => ({ type: "looking" as const, load, isForeign: false })),
  number.map((load) => ({ type: "offered" as const, load, offer: offerOf(own) })),
  number.map((load) => ({ type: "loaded" as const, load, info: infoOf(own) })),
  number.map((load) => ({ type: "load-failed" as const, load, failure })),
  number.map((run) => ({ type: "run" as const, run, request })),
  number.map((run) => ({ type: "deltas" as const, run, deltas: [{ sample: 0, text: "x", tokens: 1 }] })),
  number.map((run) => ({ type: "stopping" as const, run })),
  number.map((run) => ({ type: "ended" as const, run, result: resultOf("life", "xyz") })),
  number.map((run) => ({ type: "run-failed" as const, run, failure })),
  fc.constant<PageEvent>({ type: "thread", status: { kind: "restarting", failure } }),
  fc.constant<PageEvent>({ type: "thread", status: { kind: "lost", failure } }),
  fc.constant<PageEvent>({ type: "thread", status: { kind: "improving", progress } }),
  fc.constant<PageEvent>({ type: "thread", status: { kind: "improved", info: infoOf(own) } }),
  fc.constant<PageEvent>({ type: "thread", status: { kind: "not-improved", failure } }),
  fc.constant<PageEvent>({ type: "cleared" }),
);

describe("step", () => {
  it("never changes the typed prompt by itself, whatever happens", () => {
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        const typed = step(INITIAL, { type: "prompt", text: "my words" });
        expect(events.reduce(step, typed).prompt).toBe("my words");
      }),
    );
  });

  it("drops whatever belongs to another run or load than the current one", () => {
    const running = stateAfter([
      { type: "looking", load: 2, isForeign: false },
      { type: "run", run: 5, request },
    ]);
    const late: PageEvent[] = [
      { type: "loaded", load: 1, info: infoOf(own) },
      { type: "deltas", run: 4, deltas: [{ sample: 0, text: "late", tokens: 1 }] },
      { type: "ended", run: 4, result: resultOf("life", "late") },
    ];
    for (const event of late) expect(step(running, event)).toBe(running);
  });

  it("does not begin a run while one is under way, and a settled run stays as it is", () => {
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        let state: PageState = INITIAL;
        for (const event of events) {
          const next = step(state, event);
          if (isUnderWay(state.run)) expect(next.run?.number).toBe(state.run?.number);
          if (state.run?.phase === "done" && event.type !== "run" && event.type !== "cleared") {
            expect(next.run).toBe(state.run);
          }
          state = next;
        }
      }),
    );
  });

  it("never loses a model that runs but to another one, or to its thread's end", () => {
    const more: fc.Arbitrary<PageEvent> = fc.oneof(
      anyEvent.filter((event) => event.type !== "thread"),
      number.map((load) => ({ type: "asking" as const, load, why: "foreign" as const })),
      number.map((load) => ({ type: "starting" as const, load, options: {} })),
      fc.constant<PageEvent>({ type: "attempt-closed" }),
    );
    fc.assert(
      fc.property(fc.array(more, { maxLength: 30 }), (events) => {
        let state = stateAfter([
          { type: "looking", load: 1, isForeign: false },
          { type: "offered", load: 1, offer: offerOf(own) },
          { type: "starting", load: 1, options: {} },
          { type: "loaded", load: 1, info: infoOf(own) },
        ]);
        for (const event of events) {
          state = step(state, event);
          expect((state.before ?? state).load.kind).toBe("ready");
        }
      }),
    );
  });

  it("shows how far a better model has come, and takes it up without touching the run", () => {
    const lighter = { ...infoOf({ kind: "site", path: "models/quotes-small" }), standsInFor: "quotes" };
    const ready = stateAfter([
      { type: "loaded", load: 0, info: lighter },
      { type: "prompt", text: "a" },
      { type: "prompt-counted", text: "a", tokens: 1 },
      { type: "run", run: 1, request },
    ]);
    const coming = step(ready, { type: "thread", status: { kind: "improving", progress } });
    expect(coming.load).toEqual({ kind: "ready", info: lighter, coming: progress });
    const failed = step(coming, { type: "thread", status: { kind: "not-improved", failure } });
    expect(failed.load).toEqual({ kind: "ready", info: lighter });
    const better = step(coming, { type: "thread", status: { kind: "improved", info: infoOf(own) } });
    expect(better.load).toEqual({ kind: "ready", info: infoOf(own) });
    expect([better.run, better.promptTokens]).toEqual([ready.run, undefined]);
  });

  it("forgets a token count that belongs to other text", () => {
    const typed = stateAfter([{ type: "prompt", text: "a" }]);
    expect(step(typed, { type: "prompt-counted", text: "b", tokens: 9 })).toBe(typed);
    expect(step(typed, { type: "prompt-counted", text: "a", tokens: 1 }).promptTokens).toBe(1);
  });
});
