import { describe, expect, it } from "vitest";
import { continuation, continuedOf, freshSeed, plannedRun, repeatedStep, requestOf } from "./plan-run.ts";
import { INITIAL } from "./state/page-state.ts";
import { endRun, NOTHING_CONTINUED, startRun } from "./state/run.ts";
import { resultOf } from "./testing/answers.ts";

const half = () => 0.5;
const request = { prompt: "life", continued: NOTHING_CONTINUED, parameters: { top_k: 3 }, isDefaultPrompt: false };
const ran = endRun(startRun(1, request), resultOf("life", " is"));

describe("plannedRun", () => {
  it("takes the typed prompt with the form's parameters", () => {
    const planned = plannedRun({ ...INITIAL, prompt: "life", parameters: { top_k: 3 } }, half);
    expect(planned).toEqual(request);
  });

  it("takes one of the model's prompts for an empty box, or another where it has none", () => {
    const card = { title: "", summary: "", tags: [], examples: [{ text: " " }, { text: "a" }, { text: "b" }] };
    expect(plannedRun({ ...INITIAL, prompt: " ", ownCard: card }, half)).toMatchObject({
      prompt: "b",
      isDefaultPrompt: true,
    });
    expect(plannedRun(INITIAL, half)).toMatchObject({ prompt: "In my opinion,", isDefaultPrompt: true });
  });

  it("goes on from the tokens that a link brought while the box says so", () => {
    const continued = { prompt: "life", text: " is", ids: [1] };
    expect(plannedRun({ ...INITIAL, prompt: "life is", continued }, half)).toMatchObject({
      prompt: "life",
      continued: { text: " is", ids: [1] },
    });
    expect(plannedRun({ ...INITIAL, prompt: "life was", continued }, half)).toMatchObject({
      prompt: "life was",
      continued: NOTHING_CONTINUED,
    });
  });
});

describe("continuation", () => {
  it("goes on with one text behind the very tokens, without the lengths that count from its beginning", () => {
    const { parameters } = ran.request;
    const run = { ...ran, request: { ...ran.request, parameters: { ...parameters, max_length: 9, min_length: 2 } } };
    const next = continuation(run, 0);
    expect(next).toMatchObject({
      prompt: "life",
      continued: { text: " is", ids: [1, 2] },
      parameters: { top_k: 3, num_return_sequences: 1 },
    });
    expect(next?.parameters).not.toHaveProperty("max_length");
    expect(next?.parameters).not.toHaveProperty("min_length");
    expect(next?.parameters).not.toHaveProperty("min_new_tokens");
  });

  it("does not let a text end at once that the model had ended", () => {
    const result = resultOf("life", " is");
    const samples = result.samples.map((sample) => ({ ...sample, finish_reason: "eos" as const }));
    const next = continuation(endRun(startRun(1, request), { ...result, samples }), 0);
    expect(next?.parameters.min_new_tokens).toBe(5);
  });

  it("is none without a text", () => {
    expect(continuation(undefined, 0)).toBeUndefined();
    expect(continuation(startRun(1, request), 0)).toBeUndefined();
    expect(continuation(ran, 7)).toBeUndefined();
  });
});

describe("repeatedStep", () => {
  it("is the last run with the form's parameters as they are by now", () => {
    expect(repeatedStep({ ...INITIAL, run: ran, parameters: { top_k: 9 } })).toMatchObject({
      prompt: "life",
      parameters: { top_k: 9 },
    });
    expect(repeatedStep(INITIAL)).toBeUndefined();
  });
});

describe("requestOf", () => {
  it("names what is continued only where there is something", () => {
    expect(requestOf(request)).toEqual({ prompt: "life", parameters: { top_k: 3 } });
    expect(continuedOf({ ...request, continued: { text: " is", ids: [1] } })).toEqual({
      continued: { text: " is", ids: [1] },
    });
  });
});

describe("freshSeed", () => {
  it("is a whole number of 32 bits", () => {
    expect(freshSeed(() => 0)).toBe(0);
    expect(freshSeed(() => 1 - Number.EPSILON)).toBe(2 ** 32 - 1);
  });
});
