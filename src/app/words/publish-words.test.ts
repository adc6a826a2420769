import { describe, expect, it } from "vitest";
import { enPublish } from "./en-publish.ts";
import { isLanguage, LANGUAGES } from "./languages.ts";
import { fetchPublishWords } from "./publish-words.ts";

const MARKS = ["⟪1⟫", "⟪2⟫", "⟪3⟫"];
const TRANSLATED = Object.keys(LANGUAGES).filter((tag) => isLanguage(tag) && tag !== "en");

/** Every sentence by its path, with marks in its gaps. */
function sentences(words: object): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string) => {
    if (typeof value === "string") found.set(path, value);
    else if (typeof value === "function") found.set(path, Reflect.apply(value, undefined, MARKS));
    else if (typeof value === "object" && value !== null) {
      for (const [key, part] of Object.entries(value)) walk(part, `${path}.${key}`);
    }
  };
  walk(words, "");
  return found;
}

const english = sentences(enPublish);
const gaps = (sentence = "") => [...new Set(sentence.match(/⟪\d⟫|\b[a-z]+(?:_[a-z]+)+\b/g))].sort();

/** What is the same as in English on purpose: words that the language shares with it. */
const SHARED: Readonly<Record<string, readonly string[]>> = { fr: [".say.license"], "pt-BR": [".done.site"] };

describe.each(TRANSLATED)("%s", (language) => {
  it("says all that the English page says, with its gaps, and in other words", async () => {
    const said = sentences(await fetchPublishWords(language));
    expect([...said.keys()].sort()).toEqual([...english.keys()].sort());
    for (const [path, sentence] of said) {
      expect([path, gaps(sentence)]).toEqual([path, gaps(english.get(path))]);
      expect([path, sentence.trim()]).not.toEqual([path, ""]);
    }
    const same = [...said].filter(([path, sentence]) => sentence === english.get(path)).map(([path]) => path);
    expect(same).toEqual(SHARED[language] ?? []);
  });

  it("breaks no line before a sign that a space sets off", async () => {
    const said = [...sentences(await fetchPublishWords(language))];
    expect(said.filter(([, sentence]) => /\s(?<!\u00a0)[:;?!»%]|«\s(?<!\u00a0)/.test(sentence))).toEqual([]);
  });
});

it.each(["en-XA", "ar-XB"])("%s changes every sentence", async (language) => {
  const pseudo = sentences(await fetchPublishWords(language));
  for (const [path, sentence] of english) expect(pseudo.get(path)).not.toBe(sentence);
});
