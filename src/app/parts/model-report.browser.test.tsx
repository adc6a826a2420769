import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import type { ModelInfo } from "../../contract/model-info.ts";
import { fail, succeed } from "../../contract/outcome.ts";
import { button } from "../testing/find.ts";
import { openReadyPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { watchDownloads } from "../testing/watch-downloads.ts";
import { enLate } from "../words/en-late.ts";
import { ModelReport } from "./model-report.tsx";

const { report } = enLate;
const QUALITY = {
  perplexity_prefill: 21.4,
  perplexity_decode: 21.5,
  fp32_perplexity: 20.25,
  top1_agreement: 0.97,
  max_logit_error: 0.5,
  tokens: 1000,
};

async function showModel(more: Partial<ModelInfo>) {
  const opened = await openReadyPage(more);
  const { container } = await show(<ModelReport />, opened);
  return { ...opened, container };
}

describe("ModelReport", () => {
  it("has nothing to show of a model that was neither measured nor made here", async () => {
    expect((await showModel({})).container.textContent).toBe("");
  });

  it.each([
    [false, report.about],
    [true, report.claimed],
  ])("says who measured: by a publisher alone %j", async (isQualityClaimed, caption) => {
    await showModel({ isQualityClaimed, quality: { q8: QUALITY } });
    await expect.element(page.getByRole("table", { name: caption })).toBeVisible();
    const cells = page
      .getByRole("cell")
      .elements()
      .map((one) => one.lastChild?.textContent);
    expect(cells).toEqual(["q8", "21.5", "20.3", "97%"]);
  });

  it("saves the package of a model that was converted here, and says as what", async () => {
    const { session } = await showModel({ converted: true });
    session.engine.savePackage = async () => succeed({ name: "quotes.zip", bytes: new Blob(["zip"]) });
    const downloads = watchDownloads();
    await button(report.save).click();
    await expect.element(page.getByText(report.saved("quotes.zip"))).toHaveAttribute("aria-live", "polite");
    expect(await downloads()).toEqual([["quotes.zip", "zip"]]);
  });

  it("says why a package could not be saved", async () => {
    const { session } = await showModel({ converted: true });
    session.engine.savePackage = async () => fail("internal", "error", { reason: "The disk is full." });
    await button(report.save).click();
    await expect.element(page.getByText("The disk is full.")).toBeVisible();
  });
});
