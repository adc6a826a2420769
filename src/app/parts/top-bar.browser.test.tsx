import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { button, dialog } from "../testing/find.ts";
import { openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import { PRODUCT } from "../words/product.ts";
import { TopBar } from "./top-bar.tsx";

describe("TopBar", () => {
  it("leads to the page as it opens", async () => {
    await show(<TopBar />, openPage());
    await expect.element(page.getByRole("link", { name: PRODUCT })).toHaveAttribute("href", "./");
  });

  it.each([
    [en.bar.open, enLate.opening.title],
    [en.bar.history, enLate.history.title],
    [en.bar.storage, enLate.storage.title],
  ])("opens a dialog by %s, from which the focus comes back", async (name, title) => {
    await show(<TopBar />, openPage());
    await button(name).click();
    await expect.element(dialog(title)).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.element(dialog(title)).not.toBeInTheDocument();
    await expect.element(button(name)).toHaveFocus();
  });
});
