import { describe, expect, it } from "vitest";
import { resultOf } from "../testing/answers.ts";
import {
  appendDeltas,
  endRun,
  hasText,
  interruptedRun,
  isContinuation,
  isUnderWay,
  NOTHING_CONTINUED,
  startRun,
} from "./run.ts";

const request = { prompt: "life", continued: NOTHING_CONTINUED, parameters: {}, isDefaultPrompt: false };
const detail = { id: 1, text: " is", logprob: -1, offset: 0, top: [] };

describe("a run", () => {
  it("begins with a place for each text that was asked for", () => {
    const run = startRun(1, { ...request, parameters: { num_return_sequences: 3 } });
    expect(run.samples.map(({ id, text }) => [id, text])).toEqual([
      [0, ""],
      [1, ""],
      [2, ""],
    ]);
    expect([isUnderWay(run), hasText(run)]).toEqual([true, false]);
  });

  it("gathers pieces by their text, in order, and makes room for one that nobody announced", () => {
    const run = appendDeltas(startRun(1, request), [
      { sample: 0, text: " is", tokens: 1, detail },
      { sample: 2, text: " was", tokens: 1 },
      { sample: 0, text: " not", tokens: 2 },
    ]);
    expect(run.phase).toBe("running");
    expect(run.samples.map(({ text, tokens, details }) => [text, tokens, details.length])).toEqual([
      [" is not", 2, 1],
      ["", 0, 0],
      [" was", 1, 0],
    ]);
  });

  it("has the whole result in the preview's place when it ends", () => {
    const run = endRun(
      appendDeltas(startRun(1, request), [{ sample: 0, text: "…", tokens: 1 }]),
      resultOf("life", " is"),
    );
    expect(run).toMatchObject({ phase: "done", samples: [{ text: " is", tokens: 2, details: [] }] });
    expect([isUnderWay(run), hasText(run)]).toEqual([false, true]);
  });

  it("keeps its texts where the page was closed before it ended, and says so", () => {
    const run = interruptedRun(startRun(1, request), [" is"]);
    expect(run).toMatchObject({ phase: "failed", failure: { code: "cancelled" }, samples: [{ text: " is" }] });
  });

  it("is a continuation by a text or by tokens alone", () => {
    expect(
      [NOTHING_CONTINUED, { text: "a", ids: [] }, { text: "", ids: [1] }].map((continued) =>
        isContinuation({ ...request, continued }),
      ),
    ).toEqual([false, true, true]);
  });
});
