import { describe, expect, it } from "vitest";
import { type Draft, likelihoodOf, rankDrafts } from "./rank-drafts.ts";

const draft = (text: string, likelihood: number, finish: Draft["finish"] = "eos"): Draft => ({
  before: "Love",
  text,
  finish,
  likelihood,
});

function best(...drafts: Draft[]): string | undefined {
  return drafts[rankDrafts(drafts)[0] ?? -1]?.text;
}

describe("rankDrafts", () => {
  it("takes the likeliest, and of equal ones the first", () => {
    expect(best(draft(" a", -2), draft(" b", -1), draft(" c", -1))).toBe(" b");
  });

  it("takes a text that ended before one that was cut, however likely", () => {
    expect(best(draft(" is a", -0.1, "length"), draft(" is blind.", -3))).toBe(" is blind.");
    expect(best(draft(" is a", -0.1, "time"), draft(" is blind", -3, "stop_string"))).toBe(" is blind");
    expect(best(draft(" is a", -2, "stopped"), draft(" is", -3, "length"))).toBe(" is a");
  });

  it("takes any text before an empty one", () => {
    expect(best(draft("", -0.1), draft(" \n", -0.1), draft(".", -0.1), draft(" is blind.", -3))).toBe(" is blind.");
    expect(best(draft("", -0.1), draft(" is blind", -3, "length"))).toBe(" is blind");
  });

  it.each([' is "blind.', " is (blind.", " is \u201cblind.", " is blind].", ' is a "b" "c.'])(
    "takes a closed text before %j",
    (open) => {
      expect(best(draft(open, -0.1), draft(' is "blind" (and «deaf»).', -3))).toBe(' is "blind" (and «deaf»).');
    },
  );

  it("counts the marks of the prompt, too", () => {
    const [closing, open] = [draft(' is blind."', -3), draft(" is blind.", -1)];
    const quoting = (one: Draft) => ({ ...one, before: `"${one.before}` });
    expect(best(quoting(open), quoting(closing))).toBe(' is blind."');
  });

  it("prefers a text that does not say the same word twice, the prompt's among them", () => {
    expect(best(draft(" is the mother of love.", -1), draft(" is the mother of hope.", -1.3))).toBe(
      " is the mother of hope.",
    );
    expect(best(draft(" is a hope of hope.", -1), draft(" is a hope of mine.", -1.3))).toBe(" is a hope of mine.");
  });

  it("returns different texts before one that is there already", () => {
    const drafts = [draft(" a", -1), draft(" a", -1), draft(" b", -2), draft(" c", -3, "length")];
    expect(rankDrafts(drafts)).toEqual([0, 2, 3, 1]);
  });
});

describe("likelihoodOf", () => {
  it("is the mean token at 1, and favours longer texts above", () => {
    expect(likelihoodOf(-6, 3, 1)).toBe(-2);
    expect(likelihoodOf(-6, 3, 2)).toBeLessThan(likelihoodOf(-12, 6, 2));
    expect(likelihoodOf(-6, 3, 0)).toBe(-6);
    expect(likelihoodOf(0, 0, 1)).toBe(0);
  });
});
