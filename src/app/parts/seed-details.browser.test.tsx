import { describe, expect, it } from "vitest";
import { resultOf } from "../testing/answers.ts";
import { button } from "../testing/find.ts";
import { openPage, openWrittenPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { enLate } from "../words/en-late.ts";
import SeedDetails from "./seed-details.tsx";

const keep = button(enLate.keepSeed);

describe("SeedDetails", () => {
  it("has nothing to keep before a run", async () => {
    await show(<SeedDetails />, openPage());
    await expect.element(keep).not.toBeInTheDocument();
  });

  it("keeps the seed that the last run drew, and lets it go again", async () => {
    const opened = await openWrittenPage(resultOf("life", " is not", 42));
    await show(<SeedDetails />, opened);
    await expect.element(keep).toHaveAttribute("aria-pressed", "false");
    await keep.click();
    await expect.element(keep).toHaveAttribute("aria-pressed", "true");
    expect(opened.state().parameters).toEqual({ seed: 42 });
    await keep.click();
    expect(opened.state().parameters).toEqual({});
  });
});
