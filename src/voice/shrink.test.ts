import { describe, expect, it } from "vitest";
import { shrinkAdapter } from "./shrink.ts";
import { productOf, randomTerms, SHAPE } from "./testing/made-up-terms.ts";
import { termsOf } from "./voice-terms.ts";
import { writeVoice } from "./write-voice.ts";

const about = { name: "small", base: { name: "base", id: "0".repeat(64) }, shape: SHAPE };

/** Share of what a voice leaves out of the adapter. */
function missed(bytes: number): number {
  const voice = shrinkAdapter(randomTerms(), bytes, about);
  const rest = randomTerms().map((term) => {
    const own = termsOf(voice).filter(({ module }) => module === term.module);
    const kept = own.length === 0 ? [] : productOf(own);
    return productOf([term]).reduce((sum, value, i) => sum + (value - (kept[i] ?? 0)) ** 2, 0);
  });
  return rest.reduce((sum, value) => sum + value, 0);
}

describe("an adapter made small", () => {
  it("has as many bytes as are allowed, and one direction at least", () => {
    for (const bytes of [250, 300, 400])
      expect(writeVoice(shrinkAdapter(randomTerms(), bytes, about)).length).toBeLessThanOrEqual(bytes);
    expect(shrinkAdapter(randomTerms(), 1, about).directions).toHaveLength(1);
  });

  it("keeps more of it in more bytes", () => {
    expect(missed(300)).toBeLessThan(missed(220));
    expect(missed(10_000)).toBeLessThan(missed(300));
  });
});
