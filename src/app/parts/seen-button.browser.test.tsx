import { afterEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { button } from "../testing/find.ts";
import { openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { watchVisibility } from "../testing/watch-visibility.ts";
import { enEmbed } from "../words/en-embed.ts";
import { SeenButton } from "./seen-button.tsx";

const agree = vi.fn();
afterEach(() => {
  agree.mockReset();
  vi.unstubAllGlobals();
});

describe("SeenButton", () => {
  it("counts at once in a page of its own", async () => {
    await show(<SeenButton name="Allow" onClick={agree} />, openPage());
    await button("Allow").click();
    expect(agree).toHaveBeenCalledOnce();
  });

  it("counts in a frame only while it is seen, and says when it is covered", async () => {
    const see = watchVisibility();
    await show(<SeenButton name="Allow" onClick={agree} />, openPage([], true));
    await expect.element(button("Allow")).toBeDisabled();
    see("covered");
    await expect.element(page.getByRole("status")).toHaveTextContent(enEmbed.covered);
    await expect.element(button("Allow")).toBeDisabled();
    see("seen");
    await expect.element(page.getByRole("status")).not.toBeInTheDocument();
    await button("Allow").click();
    expect(agree).toHaveBeenCalledOnce();
    see("outside");
    await expect.element(button("Allow")).toBeDisabled();
  });
});
