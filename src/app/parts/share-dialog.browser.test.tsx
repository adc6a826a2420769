import { afterEach, describe, expect, it, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { decodeSharedRun } from "../../contract/share-link.ts";
import { resultOf } from "../testing/answers.ts";
import { button } from "../testing/find.ts";
import { openPage, openReadyPage, openWrittenPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import ShareDialog from "./share-dialog.tsx";

const { sharing } = enLate;
const link = page.getByLabelText(sharing.link, { exact: true });
/** No two words alike: what repeats itself takes little of a link. */
const LONG = Array.from({ length: 300 }, (_, place) => ` ${(place * 7919 * 104_729).toString(36)}`).join("");
const close = vi.fn();

afterEach(() => {
  vi.restoreAllMocks();
  close.mockReset();
});

/** What the link in the dialog carries. */
function linked() {
  const { value } = document.querySelector<HTMLInputElement>("input[readonly]") ?? { value: "" };
  const decoded = decodeSharedRun(new URL(value).hash.slice(1));
  return decoded?.ok ? decoded.value : undefined;
}

describe("ShareDialog", () => {
  it("links to the run with its seed and text, or without the text where that is not wanted", async () => {
    await show(<ShareDialog onClose={close} />, await openWrittenPage(resultOf("life", " is not", 42)));
    expect(linked()).toMatchObject({ prompt: "life", parameters: { seed: 42 }, output: [" is not"] });
    await page.getByRole("checkbox", { name: sharing.withOutput }).click();
    expect(linked()).toEqual(expect.not.objectContaining({ output: expect.anything() }));
    expect(linked()).toMatchObject({ prompt: "life", parameters: { seed: 42 } });
  });

  it("copies the text together with its link", async () => {
    const write = vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
    await show(<ShareDialog onClose={close} />, await openWrittenPage());
    await button(sharing.copyQuote).click();
    await expect.element(page.getByText(en.copied)).toHaveAttribute("aria-live", "polite");
    expect(write.mock.calls[0]?.[0]).toMatch(/^“Life is not”\nhttp.*#/);
  });

  it("selects the link where the browser does not let it be copied, and says what to do", async () => {
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new DOMException("no"));
    await show(<ShareDialog onClose={close} />, await openWrittenPage());
    await button(sharing.copy).click();
    await expect.element(page.getByText(en.copyRefused)).toBeVisible();
    await expect.element(link).toHaveFocus();
  });

  it("names the messengers that would cut a long link, and leaves the text out by one press", async () => {
    await show(<ShareDialog onClose={close} />, await openWrittenPage(resultOf("life", LONG)));
    await expect.element(page.getByText(sharing.cut(sharing.messengers.discord))).toBeVisible();
    await expect.element(page.getByText(sharing.longQr)).toBeVisible();
    await page.getByRole("button", { name: /^Leave the text out/ }).click();
    await expect.element(page.getByRole("checkbox", { name: sharing.withOutput })).toHaveFocus();
    await expect.element(page.getByRole("checkbox", { name: sharing.withOutput })).not.toBeChecked();
    await expect.element(page.getByRole("img", { name: sharing.qr })).toBeVisible();
  });

  it("makes no link with a parameter that cannot be, and names it", async () => {
    const opened = await openReadyPage();
    opened.session.store.send({ type: "parameter", name: "top_p", value: 7 });
    await show(<ShareDialog onClose={close} />, opened);
    await expect.element(page.getByText(sharing.wrong("top_p"))).toBeVisible();
    await expect.element(link).not.toBeInTheDocument();
  });

  it("has code for other pages, each with a name and a way to copy it", async () => {
    await show(<ShareDialog onClose={close} />, openPage());
    for (const title of [sharing.tag, sharing.frame, sharing.sdk, sharing.fetch]) {
      await expect.element(page.getByRole("textbox", { name: title, exact: true })).toHaveAttribute("readonly");
      await expect.element(button(enLate.copyThis(title))).toBeVisible();
    }
  });

  it("is closed by Escape", async () => {
    await show(<ShareDialog onClose={close} />, openPage());
    await userEvent.keyboard("{Escape}");
    await expect.poll(() => close.mock.calls.length).toBe(1);
  });
});
