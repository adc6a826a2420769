import { describe, expect, it } from "vitest";
import { runAsJson } from "./run-json.ts";
import { resultOf } from "./testing/answers.ts";

describe("runAsJson", () => {
  it("has the whole texts under the names of the text-generation task, and what writes them again", () => {
    const result = resultOf("life", " is not", 42);
    const json = JSON.parse(runAsJson(result));
    expect(json).toMatchObject({
      texts: [{ generated_text: "life is not", token_ids: [1, 2], finish_reason: "length" }],
      parameters: { seed: 42 },
      model: { name: "quotes" },
      device: { device: "wasm", dtype: "q8", threads: 1 },
    });
    expect(json.texts[0]).not.toHaveProperty("score");
  });

  it("has the score of a beam", () => {
    const result = resultOf("life", " is not");
    const samples = result.samples.map((sample) => ({ ...sample, score: -1.5 }));
    expect(JSON.parse(runAsJson({ ...result, samples })).texts[0].score).toBe(-1.5);
  });

  it("has the log-probabilities of the tokens and of their alternatives, where the run recorded them", () => {
    const result = resultOf("life", " is");
    const details = [
      { id: 318, text: " is", logprob: -0.25, offset: 0, top: [{ id: 373, text: " was", logprob: -1.5 }] },
      { id: 172, text: "\ufffd", bytes: [0xf0], logprob: -2, offset: 3, top: [] },
    ];
    const samples = result.samples.map((sample) => ({ ...sample, details }));
    expect(JSON.parse(runAsJson({ ...result, samples })).texts[0].details).toEqual(details);
    expect(JSON.parse(runAsJson(result)).texts[0]).not.toHaveProperty("details");
  });
});
