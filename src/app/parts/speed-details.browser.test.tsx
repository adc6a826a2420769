import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { resultOf } from "../testing/answers.ts";
import { factOf } from "../testing/find.ts";
import { openPage, openWrittenPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import SpeedDetails from "./speed-details.tsx";

const { facts } = enLate;

describe("SpeedDetails", () => {
  it("says that nothing was written yet", async () => {
    await show(<SpeedDetails />, openPage());
    await expect.element(page.getByText(enLate.noRun)).toBeVisible();
  });

  it("says how long the last run took and why it ended, each reason once", async () => {
    const result = resultOf("life", " is not");
    const [first] = result.samples;
    const samples = first ? [first, first, { ...first, finish_reason: "eos" as const }] : [];
    const timings = { first_token_ms: 12, total_ms: 3400, tokens_per_second: 9 };
    await show(<SpeedDetails />, await openWrittenPage({ ...result, samples, timings, completion_tokens: 6 }));
    expect([facts.first, facts.total, facts.length, facts.ended].map(factOf)).toEqual([
      "12 ms",
      "3.4 s",
      en.tokens(6),
      `${enLate.finish.length}, ${enLate.finish.eos}`,
    ]);
    await expect.element(page.getByText(facts.best)).not.toBeInTheDocument();
  });

  it("says of how many texts the best was chosen", async () => {
    const result = resultOf("life", " is not");
    const parameters = { ...result.parameters, best_of: 4 };
    await show(<SpeedDetails />, await openWrittenPage({ ...result, parameters }));
    expect(factOf(facts.best)).toBe(enLate.bestOf(4));
  });
});
