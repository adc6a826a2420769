import { afterEach, describe, expect, it } from "vitest";
import { page } from "vitest/browser";
import { LOCAL_ITEMS } from "../../contract/on-device.ts";
import { openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { chooseLanguage } from "../words/choose-language.ts";
import { de } from "../words/de.ts";
import { en } from "../words/en.ts";
import { LanguageChoice } from "./language-choice.tsx";

afterEach(async () => {
  await chooseLanguage("en");
  localStorage.removeItem(LOCAL_ITEMS.language);
});

const choice = page.getByRole("combobox");

describe("LanguageChoice", () => {
  it("changes the page's words and its language, and keeps the choice", async () => {
    await show(<LanguageChoice />, openPage());
    await expect.element(choice).toHaveAccessibleName(en.language);
    await choice.selectOptions("Deutsch");
    await expect.element(choice).toHaveAccessibleName(de.language);
    await expect.element(choice).toHaveValue("de");
    expect(document.documentElement.lang).toBe("de");
    expect(localStorage.getItem(LOCAL_ITEMS.language)).toBe("de");
  });

  it("names each language in itself", async () => {
    await show(<LanguageChoice />, openPage());
    await expect.element(page.getByRole("option", { name: "Français" })).toHaveAttribute("lang", "fr");
  });
});
