import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { fail, succeed } from "../../contract/outcome.ts";
import { offerOf } from "../testing/answers.ts";
import { FOREIGN, OWN, openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import { LoadCard } from "./load-card.tsx";

const button = (name: string) => page.getByRole("button", { name, exact: true });

/** A page that was asked for a model of the Hub, of which two forms of weights are offered. */
async function openForeign() {
  const opened = openPage();
  await show(<LoadCard />, opened);
  void opened.session.open({ source: FOREIGN });
  const weights = { downloadBytes: 2_000_000, kept: false, bytes: 2_000_000 };
  const dtypes = [
    { dtype: "q8", ...weights },
    { dtype: "q4", ...weights, downloadBytes: 1_000_000 },
  ] as const;
  const card = { title: "Foreign", summary: "", tags: [], examples: [], license: "mit" };
  opened.described[0]?.settle(
    succeed(offerOf(FOREIGN, { dtypes, card, name: FOREIGN.repo, downloadBytes: 2_000_000 })),
  );
  return opened;
}

describe("LoadCard", () => {
  it("names a foreign model, its size and licence, and loads it by a click alone", async () => {
    const { loads, asked } = await openForeign();
    const card = page.getByRole("region", { name: enLate.consent.foreign });
    for (const text of [FOREIGN.repo, "2.0 MB", "mit"]) await expect.element(card).toHaveTextContent(text);
    expect(loads).toEqual([]);
    await expect.element(button(enLate.consent.accept)).toBeEnabled();
    await button(enLate.consent.accept).click();
    await expect.poll(() => asked).toEqual([[FOREIGN, {}]]);
  });

  it("loads the weights that were chosen, and shows what they download", async () => {
    const { asked } = await openForeign();
    await page.getByLabelText(enLate.weights).selectOptions("q4");
    await expect.element(page.getByRole("region")).toHaveTextContent("1.0 MB");
    await expect.element(button(enLate.consent.accept)).toBeEnabled();
    await button(enLate.consent.accept).click();
    await expect.poll(() => asked).toEqual([[FOREIGN, { dtype: "q4" }]]);
  });

  it("says why a model could not be loaded, and tries again by a click", async () => {
    const opened = openPage();
    await show(<LoadCard />, opened);
    void opened.session.open({ source: OWN });
    opened.described[0]?.settle(fail("rate_limited", "status", { url: "https://hub.test", status: "429" }));
    await expect.element(page.getByRole("alert")).toHaveTextContent("https://hub.test answered with status 429.");
    await expect.element(page.getByRole("alert")).toHaveTextContent("Wait a little, then try again.");
    await button(en.tryAgain).click();
    await expect.poll(() => opened.described.length).toBe(2);
  });
});
