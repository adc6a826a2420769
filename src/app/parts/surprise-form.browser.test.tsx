import { describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { LONGEST_MEASURED } from "../measured-text.ts";
import { button } from "../testing/find.ts";
import { openPage, openReadyPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import { SurpriseForm } from "./surprise-form.tsx";

const { surprise, noModel } = enLate;
const box = page.getByRole("textbox", { name: surprise.text });

/** Presses a button that does nothing now, for which a test would wait. */
const press = (name: string) => button(name).click({ force: true });

function formOf(first: string, isWorking = false) {
  const asked: string[] = [];
  const calls = {
    onType: (text: string) => void asked.push(`type ${text}`),
    onMeasure: (text: string) => void asked.push(`measure ${text}`),
    onStop: () => void asked.push("stop"),
  };
  return { asked, part: <SurpriseForm first={first} isWorking={isWorking} {...calls} /> };
}

describe("SurpriseForm", () => {
  it("measures what stands in the box", async () => {
    const { asked, part } = formOf("life");
    await show(part, await openReadyPage());
    await box.fill("life is");
    await button(surprise.measure).click();
    expect(asked).toEqual(["type life is", "measure life is"]);
  });

  it("asks for a text where there is none, and leads to the box", async () => {
    const { asked, part } = formOf("");
    await show(part, await openReadyPage());
    await button(surprise.measure).click();
    await expect.element(page.getByText(surprise.empty)).toBeVisible();
    await expect.element(box).toHaveFocus();
    await expect.element(box).toHaveAccessibleDescription(surprise.empty);
    await box.fill("a");
    await expect.element(page.getByText(surprise.empty)).not.toBeInTheDocument();
    expect(asked).toEqual(["type a"]);
  });

  it("says that no model is loaded, and asks for nothing then", async () => {
    const { asked, part } = formOf("life");
    await show(part, openPage());
    await expect.element(page.getByText(noModel)).toBeVisible();
    await expect.element(button(surprise.measure)).toHaveAttribute("aria-disabled", "true");
    await press(surprise.measure);
    expect(asked).toEqual([]);
  });

  it("waits while a text is written", async () => {
    const { asked, part } = formOf("life");
    const opened = await openReadyPage();
    opened.session.type("so");
    opened.session.generate();
    await show(part, opened);
    await expect.element(page.getByText(surprise.busy)).toBeVisible();
    await press(surprise.measure);
    expect(asked).toEqual([]);
  });

  it("refuses a text that is too long, by its length and the limit", async () => {
    const { asked, part } = formOf("a".repeat(LONGEST_MEASURED + 1));
    await show(part, await openReadyPage());
    await expect.element(page.getByText(surprise.tooLong(LONGEST_MEASURED + 1, LONGEST_MEASURED))).toBeVisible();
    await press(surprise.measure);
    expect(asked).toEqual([]);
  });

  it("stops what is measured", async () => {
    const { asked, part } = formOf("life", true);
    await show(part, await openReadyPage());
    await button(en.stop).click();
    expect(asked).toEqual(["stop"]);
  });
});
