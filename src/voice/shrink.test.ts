import { describe, expect, it } from "vitest";
import { shrinkAdapter } from "./shrink.ts";
import { saying } from "../contract/testing/refused.ts";
import { finishVoice } from "./finish-voice.ts";
import { readVoice } from "./read-voice.ts";
import { productOf, randomTerm, randomTerms, SHAPE } from "./testing/made-up-terms.ts";
import { termsOf } from "./voice-terms.ts";
import { VOICE_BYTES } from "./voice.ts";
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

  it("unpacks to no more than its reader takes, however well it packs", () => {
    const shape = { n_embd: 768, n_inner: 60_000, n_layer: 1 };
    const term = randomTerm("h.0.mlp.c_fc", 5, 768, 60_000, 1);
    // Heavy tails: most values are nothing beside the largest.
    const terms = [{ ...term, b: Float32Array.from(term.b, (value) => value ** 9) }];
    const voice = shrinkAdapter(terms, VOICE_BYTES, { ...about, shape });
    const bytes = finishVoice(voice);
    expect(readVoice(bytes, "a.hostless-voice").directions).toHaveLength(4);
    expect(bytes.length).toBeLessThan(VOICE_BYTES);
  });

  it("is refused by name where it adds nothing, and where its own reader would not take it", () => {
    const nothing = randomTerms().map((term) => ({ ...term, b: new Float32Array(term.b.length) }));
    for (const terms of [nothing, []])
      expect(() => shrinkAdapter(terms, 400, about)).toThrow(saying("adds nothing", { code: "bad_request" }));
    const huge = randomTerms().map((term) => ({ ...term, scale: 1e12 }));
    expect(() => finishVoice(shrinkAdapter(huge, 400, about))).toThrow(saying("cannot be made small enough"));
  });

  it("keeps more of it in more bytes", () => {
    expect(missed(300)).toBeLessThan(missed(220));
    expect(missed(10_000)).toBeLessThan(missed(300));
  });
});
