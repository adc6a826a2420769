import { afterEach, describe, expect, it } from "vitest";
import { failuresInEnglish } from "../../contract/failures-in-english.ts";
import { makeFailure } from "../../contract/outcome.ts";
import type { Piece } from "../../contract/tell-failure.ts";
import { en } from "./en.ts";
import { fetchFailures, sayFailure } from "./failures.ts";
import { isLanguage, LANGUAGES, type Language, type Shown } from "./languages.ts";
import { setLocale } from "./locale.ts";

afterEach(() => setLocale("en"));

const TRANSLATED = Object.keys(LANGUAGES)
  .filter(isLanguage)
  .filter((tag) => tag !== "en");

/** Every sentence by its place, such as `quota.full.0` and `quota.full.1`, its hint. */
function sentences(table: object): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [code, details] of Object.entries(table)) {
    for (const [detail, texts] of Object.entries(Object(details)))
      for (const [place, text] of [texts].flat().entries()) found.set(`${code}.${detail}.${place}`, String(text));
  }
  return found;
}

const ENGLISH = sentences(failuresInEnglish);
const gaps = (sentence = "") => [...new Set(sentence.match(/\{\w+(?::\w+)?\}/g))].sort();

/** What is the same in two languages: gaps alone, values that are code, and a name. */
const SAME = /^[^\p{L}]*$|^true, false/u;
const SHARED: Readonly<Record<Exclude<Language, "en">, readonly string[]>> = {
  de: [],
  es: ["note.fault_escape.0"],
  fr: [],
  "pt-BR": ["note.fault_escape.0"],
  "zh-Hans": [],
};

describe.each(TRANSLATED)("failures in %s", (language) => {
  it("are those of the English page, and nothing else", async () => {
    expect([...sentences(await fetchFailures(language)).keys()]).toEqual([...ENGLISH.keys()]);
  });

  it("name every parameter that English names, of the same kind", async () => {
    for (const [place, sentence] of sentences(await fetchFailures(language)))
      expect([place, gaps(sentence)]).toEqual([place, gaps(ENGLISH.get(place))]);
  });

  it("keep what is typed into a program as it is", async () => {
    const code = (sentence = "") =>
      [...new Set(sentence.match(/\b[a-z]+(?:_[a-z]+)+\b|--[a-z]+|npm run [\w:]+/g))].sort();
    for (const [place, sentence] of sentences(await fetchFailures(language)))
      expect([place, code(sentence)]).toEqual([place, code(ENGLISH.get(place))]);
  });

  it("are translated throughout", async () => {
    const same = [...sentences(await fetchFailures(language))].filter(([place, sentence]) => {
      const words = sentence.replace(/\{[^}]*\}/g, "");
      return sentence === ENGLISH.get(place) && !SAME.test(words);
    });
    expect(same.map(([place]) => place).filter((place) => !SHARED[language].includes(place))).toEqual([]);
    for (const [place, sentence] of sentences(await fetchFailures(language)))
      expect([place, sentence.trim()]).not.toEqual([place, ""]);
  });

  it("break no line before a sign that a space sets off", async () => {
    const breaks = [...sentences(await fetchFailures(language))].filter(([, sentence]) =>
      /\s(?<!\u00a0)[:;?!»](?!\w)|«\s(?<!\u00a0)/.test(sentence),
    );
    expect(breaks).toEqual([]);
  });
});

it.each(["en-XA", "ar-XB"] as const)("%s changes every sentence of a failure, and no parameter", async (language) => {
  const pseudo = sentences(await fetchFailures(language));
  expect([...pseudo.keys()]).toEqual([...ENGLISH.keys()]);
  for (const [place, sentence] of ENGLISH) {
    expect(pseudo.get(place)).not.toBe(sentence);
    expect(pseudo.get(place)).toContain(sentence);
  }
});

describe("a failure in the page", () => {
  const say = async (language: Shown, failure: Parameters<typeof sayFailure>[0]) => {
    setLocale(language);
    return sayFailure(failure, language, en.units);
  };
  const textOf = (pieces: readonly Piece[]) =>
    pieces.map((piece) => (typeof piece === "string" ? piece : piece.foreign)).join("");

  it("has numbers as the language writes them", async () => {
    const failure = makeFailure("limit_exceeded", "handed_text", { characters: 1_500_007, taken: 50_000 });
    expect(textOf(await say("en", failure))).toContain("1,500,007 characters; the last 50,000");
    expect(textOf(await say("de", failure))).toContain("1.500.007 Zeichen; die letzten 50.000");
  });

  it("keeps apart what a browser or a library said", async () => {
    const failure = makeFailure("network", "unreadable", { url: "https://a.test", reason: "Failed to fetch" });
    const pieces = await say("de", failure);
    expect(pieces).toContainEqual({ foreign: "Failed to fetch" });
    expect(textOf(pieces)).toBe(
      "https://a.test konnte nicht gelesen werden: Failed to fetch Bitte die Verbindung prüfen und es noch einmal versuchen.",
    );
  });

  it("says a failure inside of another one in the same language, and lists as it does", async () => {
    const why = makeFailure("no_usable_files", "no_weights", { names: ["a.bin", "b.bin"] });
    const failure = makeFailure("no_usable_files", "in_zip", { zip: "x.zip", why });
    expect(textOf(await say("de", failure))).toBe(
      "x.zip: Unter den Dateien sind keine Gewichte. Eine von diesen wird gebraucht: a.bin, b.bin.",
    );
    expect(textOf(await say("zh-Hans", failure))).toBe("x.zip：文件中没有权重。需要以下之一：a.bin、b.bin。");
  });
});
