import { describe, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { button } from "../testing/find.ts";
import { openReadyPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { PromptForm } from "./prompt-form.tsx";

async function startRun() {
  const opened = await openReadyPage();
  await show(<PromptForm />, opened);
  await page.getByRole("textbox").fill("life");
  return opened;
}

describe("RunButton", () => {
  it("is not stopped by the second click of a double click", async () => {
    const opened = await startRun();
    await button(en.generate).dblClick();
    await expect.element(button(en.stop)).toBeVisible();
    expect([opened.runs.length, opened.stopped]).toEqual([1, []]);
  });

  it("keeps the focus when Generate becomes Stop, and stops by the keyboard", async () => {
    const opened = await startRun();
    await userEvent.keyboard("{Tab}{Tab}{Enter}");
    await expect.element(button(en.stop)).toHaveFocus();
    await userEvent.keyboard(" ");
    await expect.poll(() => opened.stopped).toEqual([1]);
    await expect.element(button(en.stop)).toHaveAttribute("aria-disabled", "true");
    await userEvent.keyboard(" ");
    expect(opened.stopped).toEqual([1]);
  });
});
