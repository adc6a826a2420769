import { describe, expect, it } from "vitest";
import { fetchWords, isLanguage, isPseudo, LANGUAGES } from "./languages.ts";

describe("languages", () => {
  it("fetches the words of each but English, which come with the parts that say them", async () => {
    for (const tag of Object.keys(LANGUAGES).filter(isLanguage)) {
      const words = await fetchWords(tag);
      expect(words === undefined).toBe(tag === "en");
      if (words !== undefined) expect(words.generate).not.toBe("Generate");
    }
  });

  it("knows its own tags alone", () => {
    expect(["de", "zh-Hans", "xx", "toString"].map(isLanguage)).toEqual([true, true, false, false]);
    expect(["en-XA", "ar-XB", "de", "constructor"].map(isPseudo)).toEqual([true, true, false, false]);
  });

  it("marks every sentence of the languages for tests", async () => {
    const longer = await fetchWords("en-XA");
    expect(longer?.generate).toMatch(/^⟦Generate~+⟧$/);
    expect(longer?.late.consent.keep("a")).toMatch(/^⟦Keep a~+⟧$/);
    expect((await fetchWords("ar-XB"))?.stop).toBe("\u202eStop\u202c");
  });
});
