import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import type { ModelInfo } from "../../contract/model-info.ts";
import { makeFailure } from "../../contract/outcome.ts";
import { factOf } from "../testing/find.ts";
import { OWN, openPage, openReadyPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { enLate } from "../words/en-late.ts";
import WeightsDetails from "./weights-details.tsx";

async function showModel(more: Partial<ModelInfo>) {
  const opened = await openReadyPage(more);
  await show(<WeightsDetails />, opened);
  return opened;
}

describe("WeightsDetails", () => {
  it("says that there is no model", async () => {
    await show(<WeightsDetails />, openPage());
    await expect.element(page.getByText(enLate.noModel)).toBeVisible();
  });

  it("names the model that writes, and offers the weights that there are", async () => {
    const { asked } = await showModel({});
    expect(factOf(enLate.facts.model)).toBe("quotes");
    await expect.element(page.getByText(enLate.notKept)).not.toBeInTheDocument();
    await page.getByRole("combobox", { name: enLate.weights }).selectOptions("q8");
    await expect.poll(() => asked.at(-1)).toEqual([OWN, { dtype: "q8" }]);
  });

  it("warns where the model will be gone with the page, and says why", async () => {
    await showModel({
      kept: { where: "memory", notice: makeFailure("internal", "error", { reason: "The disk is full." }) },
    });
    await expect.element(page.getByText(enLate.notKept)).toHaveTextContent("The disk is full.");
  });
});
