import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { button, dialog } from "../testing/find.ts";
import { openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import { Footer } from "./footer.tsx";

describe("Footer", () => {
  it("leads to the API and to the sources of this build", async () => {
    await show(<Footer />, openPage());
    const link = (name: string) => page.getByRole("link", { name, exact: true });
    await expect.element(link(en.footer.api)).toHaveAttribute("href", "./docs.html");
    await expect.element(link(en.footer.source)).toHaveAttribute("href", "https://source.test/");
    await expect.element(page.getByText(en.source)).toBeVisible();
  });

  it.each([
    [en.footer.about, enLate.about.title],
    [en.footer.own, enLate.opening.title],
    [en.footer.surprise, en.footer.surprise],
    [en.footer.tour, en.footer.tour],
  ])("opens a dialog by %s, from which the focus comes back", async (name, title) => {
    await show(<Footer />, openPage());
    await button(name).click();
    await expect.element(dialog(title)).toBeVisible();
    await userEvent.keyboard("{Escape}");
    await expect.element(button(name)).toHaveFocus();
  });
});
