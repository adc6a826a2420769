import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { ParametersPanel } from "./parameters-panel.tsx";

describe("ParametersPanel", () => {
  it("shows three plain parameters, and all of them by their names once it is unfolded", async () => {
    await show(<ParametersPanel />, openPage());
    const panel = page.getByRole("region", { name: en.parameters });
    await expect.element(panel.getByRole("slider")).toHaveLength(3);
    await expect.element(page.getByLabelText("top_k", { exact: true })).not.toBeInTheDocument();
    await page.getByText(en.allParameters).click();
    await expect.element(page.getByLabelText("top_k", { exact: true })).toBeVisible();
  });

  it("says how many parameters were changed", async () => {
    const opened = openPage();
    await show(<ParametersPanel />, opened);
    await expect.element(page.getByText(en.changed(2))).not.toBeInTheDocument();
    opened.session.store.send({ type: "parameters", parameters: { top_k: 1, seed: 2 } });
    await expect.element(page.getByText(en.changed(2))).toBeVisible();
  });
});
