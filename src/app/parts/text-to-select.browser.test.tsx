import { afterEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { button } from "../testing/find.ts";
import { openWrittenPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { CopyButton } from "./copy-button.tsx";

afterEach(() => vi.restoreAllMocks());

describe("TextToSelect", () => {
  it("shows the text selected where the browser does not let it be copied, and gives the focus back", async () => {
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new DOMException("no"));
    await show(<CopyButton />, await openWrittenPage());
    await button(en.copyText).click();
    const box = page.getByRole("textbox", { name: en.textToCopy });
    await expect.element(box).toHaveFocus();
    await expect.poll(() => getSelection()?.toString()).toBe("life is not");
    await expect.element(page.getByText(en.copyRefused)).toBeVisible();
    await button(en.close).click();
    await expect.element(box).not.toBeInTheDocument();
    await expect.element(page.getByText(en.copyRefused)).not.toBeInTheDocument();
    await expect.element(button(en.copyText)).toHaveFocus();
  });
});
