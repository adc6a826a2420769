import { describe, expect, it } from "vitest";
import { qualityTable } from "./quality-table.ts";

const QUALITY = {
  perplexity_prefill: 20.5,
  perplexity_decode: 19.5,
  fp32_perplexity: 20,
  top1_agreement: 0.975,
  max_logit_error: 0.25,
  tokens: 1000,
};
const weights = { graph: "onnx/model.onnx", data: [], bytes: 1 };

describe("qualityTable", () => {
  it("has a line for each form that was measured, in columns", () => {
    const manifest = { dtypes: { q8: { ...weights, quality: QUALITY }, fp32: weights } };
    const lines: string[] = Reflect.apply(qualityTable, undefined, [manifest]);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^q8 +20\.50 \(\+2\.50 %\) +19\.50 \(-2\.50 %\) +20\.00 +97\.5 % +0\.250 +1000$/);
    expect(lines[0]?.indexOf("token by token")).toBe(lines[1]?.indexOf("19.50"));
  });

  it("is nothing where nothing was measured", () => {
    expect(Reflect.apply(qualityTable, undefined, [{ dtypes: { fp32: weights } }])).toEqual([]);
  });
});
