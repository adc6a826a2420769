import { describe, expect, it } from "vitest";
import { makeFailure } from "../../contract/outcome.ts";
import type { Taught, TrainingEvent } from "../../contract/training.ts";
import {
  beginTeaching,
  isHeldBack,
  type LessonState,
  NO_LESSON,
  withEvent,
  withTaught,
  withWritten,
} from "./lesson-state.ts";

const progress: TrainingEvent = {
  type: "progress",
  fraction: 0.5,
  secondsLeft: 1,
  tokensPerSecond: 9,
  step: 3,
  steps: 10,
  loss: 2,
  isTrial: false,
};
const taught: Taught = { end: "done", step: 10, steps: 10, before: 9, after: 4, recited: 0, samples: [] };
const pair = (prompt: string) => ({ prompt, before: "b", now: "n" });

describe("what a training tells", () => {
  it("draws both curves, and steps of trials in none", () => {
    const events: TrainingEvent[] = [
      progress,
      { ...progress, step: 4, loss: 1, isTrial: true },
      { type: "judged", step: 4, loss: 1.5, isBest: true },
    ];
    const state = events.reduce(withEvent, NO_LESSON);
    expect(state.learned).toEqual([{ step: 3, loss: 2 }]);
    expect(state.judged).toEqual([{ step: 4, loss: 1.5 }]);
    expect(state.progress).toMatchObject({ step: 4 });
  });

  it("shows the newest samples, and that it could not be kept", () => {
    const failure = makeFailure("quota", "full", {});
    const samples: TrainingEvent[] = [
      { type: "samples", samples: [pair("a")] },
      { type: "samples", samples: [pair("b")] },
      { type: "unkept", failure },
    ];
    expect(samples.reduce(withEvent, NO_LESSON)).toMatchObject({ samples: [pair("b")], unkept: failure });
  });
});

describe("a training", () => {
  const before: LessonState = {
    ...NO_LESSON,
    isHeld: true,
    isKept: true,
    voice: { name: "old" },
    failure: makeFailure("quota", "full", {}),
    learned: [{ step: 1, loss: 1 }],
    taught,
  };

  it("begins with nothing of the last one but what it had learned", () => {
    const begun = beginTeaching(before);
    expect(begun).toMatchObject({ work: "teaching", isHeld: true, isKept: true, voice: { name: "old" }, learned: [] });
    expect(begun).not.toHaveProperty("failure");
    expect(begun).not.toHaveProperty("taught");
  });

  it("that came to something takes the place of what was learned, and is not kept yet", () => {
    expect(withTaught(before, taught, "new")).toMatchObject({
      voice: { name: "new", before: 9, after: 4 },
      isKept: false,
    });
  });

  it("that was stopped before its first step leaves it", () => {
    const stopped = withTaught({ ...before, isStopping: true }, { ...taught, step: 0 }, "new");
    expect(stopped).toMatchObject({ voice: { name: "old" }, isKept: true, isStopping: false });
  });
});

it("ten texts are shown, newest first", () => {
  const state = Array.from({ length: 12 }, (_, i) => pair(`${i}`)).reduce(withWritten, NO_LESSON);
  expect(state.written.map(({ prompt }) => prompt)).toEqual(["11", "10", "9", "8", "7", "6", "5", "4", "3", "2"]);
});

describe("isHeldBack", () => {
  it.each([
    ["the visitor's own run", { isHeld: true }, true],
    ["power, with a training", { isPowerLow: true, work: "teaching" }, true],
    ["nothing, where a low battery meets what takes seconds", { isPowerLow: true, work: "writing" }, false],
    ["nothing, else", { work: "teaching" }, false],
  ] as const)("waits for %s", (_name, more, isHeld) => {
    expect(isHeldBack({ ...NO_LESSON, ...more })).toBe(isHeld);
  });
});
