import { describe, expect, it } from "vitest";
import type { ModelInfo } from "../contract/model-info.ts";
import { compare } from "./compare.ts";
import { endRun, startRun } from "./state/run.ts";
import { infoOf, resultOf } from "./testing/answers.ts";

const request = { prompt: "life", continued: { text: "", ids: [] }, parameters: { top_k: 5 }, isDefaultPrompt: false };
const small = infoOf({ kind: "site", path: "models/quotes-small" });
const own = infoOf({ kind: "site", path: "models/quotes" });
const written = (by: ModelInfo) => endRun(startRun(1, request), { ...resultOf("life", " is long", 7), model: by });
const run = written({ ...infoOf({ kind: "hub", repo: "owner/name" }), commit: "abc123" });
const shared = { prompt: "life", parameters: { top_k: 5, seed: 7 }, texts: [" is long"] };

describe("compare", () => {
  const again = { ...run, request: { ...request, parameters: { seed: 7, top_k: 5 } } };

  it("finds the same text", () => expect(compare(shared, again)).toEqual({ kind: "same" }));

  it("names the place where texts part", () => {
    expect(compare({ ...shared, texts: [" is short"] }, again)).toEqual({
      kind: "different",
      after: "life is ",
      theirs: "short",
      ours: "long",
    });
  });

  it("does not compare what was asked differently", () => {
    expect(compare({ ...shared, prompt: "death" }, again)).toBeUndefined();
    expect(compare(shared, run)).toBeUndefined();
    expect(compare({ ...shared, source: { kind: "hub", repo: "owner/other" } }, again)).toBeUndefined();
  });

  it("is not compared with what another model wrote", () => {
    const again = { ...written(own), request: { ...request, parameters: { top_k: 5, seed: 7 } } };
    expect(compare({ ...shared, source: small.source }, again)).toBeUndefined();
    expect(compare({ ...shared, source: own.source }, again)).toEqual({ kind: "same" });
  });
});
