import { afterAll, describe, expect, it } from "vitest";
import { isParameterName } from "../../contract/describe-parameter.ts";
import { generationParameters } from "../../contract/parameters.ts";
import { en } from "./en.ts";
import { enDocs } from "./en-docs.ts";
import { enEmbed } from "./en-embed.ts";
import { enLate } from "./en-late.ts";
import { fetchWords, isLanguage, LANGUAGES, type Language } from "./languages.ts";
import { setLocale } from "./locale.ts";
import type { Words } from "./words.ts";

const ENGLISH: Words = { ...en, late: enLate, docs: enDocs, embed: enEmbed };
const MARKS = ["⟪1⟫", "⟪2⟫", "⟪3⟫"];
const TRANSLATED = Object.keys(LANGUAGES)
  .filter(isLanguage)
  .filter((tag) => tag !== "en");

/** Every sentence by its path, with marks in its gaps; explanations of parameters under their names. */
function sentences(words: Words): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string) => {
    if (typeof value === "string") found.set(path, value);
    else if (typeof value === "function" && !path.endsWith(".describe"))
      found.set(path, Reflect.apply(value, undefined, MARKS));
    else if (typeof value === "object" && value !== null) {
      for (const [key, part] of Object.entries(value)) walk(part, `${path}.${key}`);
    }
  };
  walk(words, "");
  for (const name of Object.keys(generationParameters.entries)) {
    if (isParameterName(name)) found.set(`.late.describe(${name})`, words.late.describe(name));
  }
  return found;
}

/** What is the same as in English on purpose: units, names, and words that the language shares with it. */
const SHARED: Readonly<Record<Exclude<Language, "en">, readonly string[]>> = {
  de: [
    ".prompt",
    ".sample",
    ".facts.text",
    ".facts.seed",
    ".late.presetNames.tutorial",
    ".late.presetNames.greedy",
    ".late.reporting.link",
    ".late.reporting.seed",
    ".late.sharing.link",
    ".late.picture.text",
    ".late.consent.size",
    ".late.consent.revision",
    ".late.hubAccess.token",
    ".late.facts.length",
    ".late.surprise.text",
    ".late.tour.beams.beam",
    ".late.tour.beams.beams",
    ".late.tour.draw.seed",
  ],
  es: [
    ".late.hubAccess.token",
    ".late.facts.length",
    ".late.presetNames.beam",
    ".late.presetNames.tutorial",
    ".late.surprise.bits",
    ".perSecond",
    ".prompt",
    ".tokens",
  ],
  fr: [
    ".deviceOf",
    ".late.consent.license",
    ".late.facts.length",
    ".late.picture.style",
    ".late.surprise.bits",
    ".perSecond",
    ".tokens",
  ],
  "pt-BR": [
    ".late.hubAccess.token",
    ".deviceOf",
    ".late.consent.size",
    ".late.facts.length",
    ".late.presetNames.beam",
    ".late.presetNames.tutorial",
    ".late.reporting.link",
    ".late.sharing.link",
    ".late.surprise.bits",
    ".perSecond",
    ".prompt",
    ".tokens",
  ],
  "zh-Hans": [],
};
const EVERYWHERE = /^\.none$|^\.backends\.|^\.units\./;

afterAll(() => setLocale("en"));

describe.each(TRANSLATED)("%s", (language) => {
  const load = async () => {
    setLocale(language);
    const words = await fetchWords(language);
    if (words === undefined) throw new Error(`${language} has no words.`);
    return sentences(words);
  };

  it("says all that the English page says, and nothing else", async () => {
    expect([...(await load()).keys()].sort()).toEqual([...sentences(ENGLISH).keys()].sort());
  });

  it("keeps every gap, and every parameter and number of an explanation", async () => {
    const english = sentences(ENGLISH);
    const gaps = (sentence = "") => [...new Set(sentence.match(/⟪\d⟫|\b[a-z]+(?:_[a-z]+)+\b/g))].sort();
    for (const [path, sentence] of await load())
      expect([path, gaps(sentence)]).toEqual([path, gaps(english.get(path))]);
  });

  it("is translated throughout, and says nothing with empty words", async () => {
    const english = sentences(ENGLISH);
    const same = [...(await load())].filter(
      ([path, sentence]) => sentence === english.get(path) && !EVERYWHERE.test(path),
    );
    expect(same.map(([path]) => path).sort()).toEqual([...SHARED[language]].sort());
    for (const [path, sentence] of await load()) expect([path, sentence.trim()]).not.toEqual([path, ""]);
  });

  it("breaks no line before a sign that a space sets off", async () => {
    const breaks = [...(await load())].filter(([, sentence]) => /\s(?<!\u00a0)[:;?!»%]|«\s(?<!\u00a0)/.test(sentence));
    expect(breaks).toEqual([]);
  });

  it("counts as its speakers do", async () => {
    const words = await fetchWords(language);
    const numbers = [0, 1, 2, 21, 1000].map((count) => words?.tokens(count));
    expect(new Set(numbers).size).toBe(5);
    expect(words?.tokens(1)).toMatch(/^1/);
  });
});

it("English keeps its own words where no translation is shown", async () => {
  expect(await fetchWords("en")).toBeUndefined();
});

it.each(["en-XA", "ar-XB"] as const)(
  "%s changes every sentence of the English page, and its gaps not",
  async (language) => {
    const words = await fetchWords(language);
    if (words === undefined) throw new Error(`${language} has no words.`);
    const english = sentences(ENGLISH);
    const pseudo = sentences(words);
    expect([...pseudo.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, sentence] of english) {
      expect(pseudo.get(path)).not.toBe(sentence);
      expect(pseudo.get(path)).toContain(sentence);
    }
    // What is drawn with them must be the same from one reading to the next.
    expect(words.late.consent).toBe(words.late.consent);
  },
);
