import { describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import { button, dialog } from "../testing/find.ts";
import { openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import { ShareButton } from "./share-button.tsx";

describe("ShareButton", () => {
  it("opens its dialog again and again, and has the focus back each time", async () => {
    await show(<ShareButton />, openPage());
    await expect.element(button(en.share)).toHaveAttribute("aria-haspopup", "dialog");
    for (const _time of [1, 2]) {
      await button(en.share).click();
      await expect.element(dialog(enLate.sharing.title)).toBeVisible();
      await userEvent.keyboard("{Escape}");
      await expect.element(dialog(enLate.sharing.title)).not.toBeInTheDocument();
      await expect.element(button(en.share)).toHaveFocus();
    }
  });
});
