import { describe, expect, it } from "vitest";
import { resultOf } from "./testing/answers.ts";
import { endRun, NOTHING_CONTINUED, startRun } from "./state/run.ts";
import { wholeText } from "./whole-text.ts";

const request = { prompt: "life", continued: NOTHING_CONTINUED, parameters: {}, isDefaultPrompt: false };

describe("wholeText", () => {
  it("has each text behind its prompt, with an empty line between two", () => {
    const result = resultOf("life", " is ,");
    const run = endRun(startRun(1, request), { ...result, samples: [...result.samples, ...result.samples] });
    expect(wholeText(run, false)).toBe("life is ,\n\nlife is ,");
    expect(wholeText(run, true)).toBe("Life is,\n\nLife is,");
  });

  it("has what a continuation continues", () => {
    const run = endRun(startRun(1, { ...request, continued: { text: " it", ids: [] } }), resultOf("life", " is"));
    expect(wholeText(run, false)).toBe("life it is");
  });
});
