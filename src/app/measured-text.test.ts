import { describe, expect, it } from "vitest";
import { isWhole, type MeasuredText, measuredAsJson, measurerOf } from "./measured-text.ts";
import { infoOf } from "./testing/answers.ts";

const by = measurerOf({ ...infoOf({ kind: "hub", repo: "owner/name" }), commit: "abc" });
const tokens = [{ id: 5, text: "life", offset: 0, logprob: -1, top: [{ id: 6, text: "it", logprob: -0.5 }] }];
const begun: MeasuredText = { text: "life", by, tokens };
const result = { perplexity: Math.E, bits_per_byte: 0.36, tokens: 1, bytes: 4 };

describe("a measured text", () => {
  it("is whole once its figures are there", () => {
    expect(isWhole(begun)).toBe(false);
    expect(isWhole({ ...begun, result })).toBe(true);
  });

  it("is JSON under the names of the API, with the model and every token", () => {
    expect(JSON.parse(measuredAsJson({ ...begun, result }))).toEqual({
      model: {
        name: "quotes",
        source: { kind: "hub", repo: "owner/name" },
        commit: "abc",
        dtype: "q8",
        backend: "kernel",
      },
      ...result,
      text: "life",
      details: tokens,
    });
  });
});
