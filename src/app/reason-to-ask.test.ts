import { describe, expect, it } from "vitest";
import { reasonToAsk } from "./reason-to-ask.ts";
import { offerOf } from "./testing/answers.ts";
import { FOREIGN, OWN } from "./testing/page.ts";

const LINKED = { isChosen: false, isUnfinished: false, isFramed: false };
const CHOSEN = { ...LINKED, isChosen: true };
const LARGE = { downloadBytes: 64 * 1024 * 1024 + 1 };
const FILES = { kind: "files", name: "mine", files: [] } as const;
const BASE = { name: "owner/base", commit: "0".repeat(40), downloadBytes: 5 };
const q4 = { dtype: "q4", bytes: 5, downloadBytes: 5 } as const;

describe("reasonToAsk", () => {
  it.each([
    ["the site's own model", offerOf(OWN), LINKED, undefined],
    ["a large one of the site", offerOf(OWN, LARGE), LINKED, "large"],
    ["one of just not that size", offerOf(OWN, { downloadBytes: LARGE.downloadBytes - 1 }), LINKED, undefined],
    ["a large one that the visitor chose", offerOf(OWN, LARGE), CHOSEN, undefined],
    ["one of the Hub", offerOf(FOREIGN), LINKED, "foreign"],
    ["one of the Hub that the visitor chose", offerOf(FOREIGN), CHOSEN, "foreign"],
    ["one of the Hub whose bytes alone are here", offerOf(FOREIGN, { downloadBytes: 0 }), LINKED, "foreign"],
    ["one of the Hub that was kept", offerOf(FOREIGN, { isKept: true }), LINKED, undefined],
    ["the visitor's own files", offerOf(FILES, LARGE), CHOSEN, undefined],
    [
      "the visitor's own adapter with its base from the Hub",
      offerOf(FILES, { ...LARGE, base: BASE, isKept: false }),
      CHOSEN,
      "foreign",
    ],
  ])("of %s", (_name, offer, circumstances, reason) => {
    expect(reasonToAsk(offer, {}, circumstances)).toBe(reason);
  });

  it("goes by the weights that the visitor chose before", () => {
    const offer = (kept: boolean) => offerOf(FOREIGN, { isKept: !kept, dtypes: [{ ...q4, kept }] });
    expect(reasonToAsk(offer(true), { dtype: "q4" }, LINKED)).toBeUndefined();
    expect(reasonToAsk(offer(false), { dtype: "q4" }, LINKED)).toBe("foreign");
    expect(reasonToAsk(offerOf(OWN, { ...LARGE, dtypes: [{ ...q4, kept: false }] }), { dtype: "q4" }, LINKED)).toBe(
      undefined,
    );
  });

  it("is the crash of the last load before all others, and the frame after them", () => {
    const files = offerOf(FILES);
    expect(reasonToAsk(files, {}, { ...CHOSEN, isUnfinished: true, isFramed: true })).toBe("unfinished");
    expect(reasonToAsk(files, {}, { ...CHOSEN, isFramed: true })).toBe("framed");
    expect(reasonToAsk(offerOf(FOREIGN), {}, { ...CHOSEN, isFramed: true })).toBe("foreign");
  });
});
