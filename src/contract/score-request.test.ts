import { describe, expect, it } from "vitest";
import { LIMITS } from "./limits.ts";
import { parseAlternatives, parseScore } from "./score-request.ts";

describe("parseScore", () => {
  it("takes a text with its defaults, and null for what is not given", () => {
    expect(parseScore({ text: "A", top_logprobs: null })).toEqual({ ok: true, value: { text: "A", as_prompt: false } });
  });

  it.each([
    [{ text: 7 }, "text"],
    [{ text: "A", top_logprobs: LIMITS.topLogprobs + 1 }, "top_logprobs"],
    [{ text: "A", top_logprobs: 1.5 }, "top_logprobs"],
    [{ text: "A", nonsense: 1 }, "nonsense"],
    [{ text: "A", continued: { text: "b", ids: [-1] } }, "continued.ids.0"],
    ["text", "request"],
  ])("refuses %j by the name of the field", (input, field) => {
    expect(parseScore(input)).toMatchObject({ ok: false, failure: { code: "bad_request", subject: field } });
  });
});

describe("parseAlternatives", () => {
  it("asks for ten alternatives unless told otherwise, and for one at least", () => {
    expect(parseAlternatives({ text: "A" })).toMatchObject({ value: { top_logprobs: 10 } });
    expect(parseAlternatives({ text: "A", position: 2, top_logprobs: 1 })).toMatchObject({ value: { position: 2 } });
    expect(parseAlternatives({ text: "A", top_logprobs: 0 })).toMatchObject({ failure: { subject: "top_logprobs" } });
    expect(parseAlternatives({ text: "A", position: -1 })).toMatchObject({ failure: { subject: "position" } });
  });
});
