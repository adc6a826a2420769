import { describe, expect, it } from "vitest";
import { distribute, drawnFrom, UNWARPED } from "./distribution.ts";

const LOGITS = Float32Array.from({ length: 1000 }, (_, id) => 8 * Math.sin(id * 12.9898) - (id % 7));
const BY_SCORE = [...LOGITS.keys()].sort((a, b) => (LOGITS[b] ?? 0) - (LOGITS[a] ?? 0));
const NEXT = { logits: LOGITS, top: BY_SCORE.slice(0, 10).map((id) => ({ id, text: `t${id}`, logprob: 0 })) };

/** Probabilities by the formulas alone: exp(score / temperature), cut where asked, over their sum. */
function expected(temperature: number, isKept: (place: number, before: number) => boolean) {
  const weights = BY_SCORE.map((id) => Math.exp((LOGITS[id] ?? 0) / temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  const kept = weights.filter((weight, place) => {
    const stays = isKept(place, before / total);
    before += weight;
    return stays;
  });
  const left = kept.reduce((sum, weight) => sum + weight, 0);
  return { probabilities: kept.map((weight) => weight / left), kept: kept.length };
}

describe("distribute", () => {
  it.each([
    ["the model's own", UNWARPED, expected(1, () => true)],
    ["at a low temperature", { ...UNWARPED, temperature: 0.4 }, expected(0.4, () => true)],
    ["at a high temperature", { ...UNWARPED, temperature: 2 }, expected(2, () => true)],
    ["with top_k", { ...UNWARPED, top_k: 4 }, expected(1, (place) => place < 4)],
    // More tokens than bars: what the bars do not show counts, too.
    [
      "with top_p over the whole vocabulary",
      { ...UNWARPED, temperature: 2, top_p: 0.8 },
      expected(2, (_, before) => before < 0.8),
    ],
  ])("gives each bar its probability %s, and the others the rest", (_name, warping, { probabilities, kept }) => {
    const found = distribute(NEXT, warping);
    expect(found.kept).toBe(kept);
    for (const [place, bar] of found.bars.entries()) {
      if (place < kept) expect(bar.probability).toBeCloseTo(probabilities[place] ?? Number.NaN, 6);
      else expect(bar.probability).toBeUndefined();
    }
    const rest = probabilities.slice(10).reduce((sum, one) => sum + one, 0);
    expect(found.others).toBeCloseTo(rest, 6);
  });

  it("has more tokens left than bars in the case above", () => {
    expect(distribute(NEXT, { ...UNWARPED, temperature: 2, top_p: 0.8 }).kept).toBeGreaterThan(10);
  });

  it("takes a report of a run as it is", () => {
    const { bars, others } = drawnFrom([
      { id: 5, text: "a", logprob: Math.log(0.5) },
      { id: 6, text: "b", logprob: Math.log(0.3) },
    ]);
    expect(bars.map(({ probability }) => probability)).toEqual([expect.closeTo(0.5), expect.closeTo(0.3)]);
    expect(others).toBeCloseTo(0.2);
    expect(drawnFrom([{ id: 5, text: "a", logprob: 1e-9 }]).others).toBe(0);
  });
});
