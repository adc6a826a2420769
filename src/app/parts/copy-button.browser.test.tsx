import { afterEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { button } from "../testing/find.ts";
import { openPage, openReadyPage, openWrittenPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { CopyButton } from "./copy-button.tsx";

afterEach(() => vi.restoreAllMocks());

describe("CopyButton", () => {
  it("is there once there is a text, and copies it once it is finished", async () => {
    const write = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await show(<CopyButton />, openPage());
    await expect.element(button(en.copyText)).not.toBeInTheDocument();
    const writing = await openReadyPage();
    writing.session.generate();
    const shown = await show(<CopyButton />, writing);
    await expect.element(button(en.copyText)).toHaveAttribute("aria-disabled", "true");
    await button(en.copyText).click({ force: true });
    expect(write).not.toHaveBeenCalled();
    await shown.unmount();
    await show(<CopyButton />, await openWrittenPage());
    await button(en.copyText).click();
    await expect.element(page.getByText(en.copied)).toHaveAttribute("aria-live", "polite");
    expect(write.mock.calls).toEqual([["life is not"]]);
  });
});
