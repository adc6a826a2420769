import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { resultOf } from "../testing/answers.ts";
import { factOf } from "../testing/find.ts";
import { openPage, openReadyPage, openWrittenPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import { RunDetails } from "./run-details.tsx";

const lines = () =>
  Object.fromEntries(
    [...document.querySelectorAll("summary")].map(({ children: [name, value] }) => [
      name?.textContent,
      value?.textContent,
    ]),
  );

describe("RunDetails", () => {
  it("has its lines before there are numbers", async () => {
    await show(<RunDetails />, openPage());
    expect(lines()).toMatchObject({ Speed: en.none, Seed: en.none, Device: en.none, Weights: en.none });
  });

  it("names device and weights once a model is loaded, and what a run took once it is over", async () => {
    await show(<RunDetails />, await openReadyPage());
    expect(lines()).toMatchObject({ Speed: en.none, Device: "CPU", Weights: "quotes, q8" });
    await show(<RunDetails />, await openWrittenPage(resultOf("life", " is not", 42)));
    await expect.poll(lines).toMatchObject({ Speed: en.perSecond("3"), Seed: "42" });
  });

  it("shows no speed where the clock was too coarse for one", async () => {
    const result = resultOf("life", " is not");
    await show(
      <RunDetails />,
      await openWrittenPage({ ...result, timings: { ...result.timings, tokens_per_second: 0 } }),
    );
    expect(lines()).toMatchObject({ Speed: en.none });
  });

  it("fetches and shows the details of a line when it is unfolded", async () => {
    await show(<RunDetails />, await openWrittenPage());
    await page.getByText(en.facts.speed, { exact: true }).click();
    await expect.element(page.getByText(enLate.facts.total)).toBeVisible();
    expect(factOf(enLate.facts.total)).toBe("2 ms");
  });
});
