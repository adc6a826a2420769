import { afterEach, describe, expect, it, vi } from "vitest";
import { renderHook } from "vitest-browser-react";
import { LOCAL_ITEMS } from "../../contract/on-device.ts";
import { chooseLanguage, openLanguage, useLanguage } from "./choose-language.ts";
import { currentWords } from "./current.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { showNumber } from "./locale.ts";

const { dataset } = document.documentElement;

afterEach(async () => {
  vi.restoreAllMocks();
  delete dataset["language"];
  delete dataset["browserLanguage"];
  await chooseLanguage("en");
  localStorage.removeItem(LOCAL_ITEMS.language);
});

describe("openLanguage", () => {
  it("shows what was found for the visitor, with the visitor's region for numbers", async () => {
    vi.spyOn(navigator, "languages", "get").mockReturnValue(["de-CH", "en"]);
    dataset["language"] = "de";
    await openLanguage();
    expect([currentWords().generate, document.documentElement.lang]).toEqual([de.generate, "de"]);
    expect(showNumber(1.5)).toBe("1.5");
  });

  it("shows English for a language that there is not", async () => {
    dataset["language"] = "xx";
    await openLanguage();
    expect([currentWords().generate, document.documentElement.lang]).toEqual([en.generate, "en"]);
  });

  it("turns the page round for a language from right to left", async () => {
    dataset["language"] = "ar-XB";
    await openLanguage();
    expect(document.documentElement.dir).toBe("rtl");
  });
});

describe("chooseLanguage", () => {
  it("keeps a choice only while it differs from the browser's", async () => {
    dataset["browserLanguage"] = "de";
    await chooseLanguage("en");
    expect(localStorage.getItem(LOCAL_ITEMS.language)).toBe("en");
    await chooseLanguage("de");
    expect(localStorage.getItem(LOCAL_ITEMS.language)).toBeNull();
  });

  it("shows the last one that was chosen, whichever comes first", async () => {
    await Promise.all([chooseLanguage("fr"), chooseLanguage("en")]);
    expect(currentWords().generate).toBe(en.generate);
  });

  it("takes the language out of an address that named another one", async () => {
    const before = location.href;
    history.replaceState(undefined, "", "?lang=fr&text=life");
    await chooseLanguage("de");
    expect(new URL(location.href).search).toBe("?text=life");
    history.replaceState(undefined, "", before);
  });

  it("tells whoever draws which language is shown", async () => {
    const { result, act } = await renderHook(useLanguage);
    expect(result.current).toBe("en");
    await act(() => chooseLanguage("de"));
    expect(result.current).toBe("de");
  });
});
