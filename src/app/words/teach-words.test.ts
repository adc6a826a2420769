import { afterAll, describe, expect, it } from "vitest";
import { enTeach, type TeachWords } from "./en-teach.ts";
import { setLocale } from "./locale.ts";
import { fetchTeachWords } from "./use-teach-words.ts";

const MARKS = ["⟪1⟫", "⟪2⟫", "⟪3⟫"];

/** Every sentence by its path, with marks in its gaps. */
function sentences(words: TeachWords): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (value: unknown, path: string) => {
    if (typeof value === "string") found.set(path, value);
    else if (typeof value === "function") found.set(path, Reflect.apply(value, undefined, MARKS));
    else for (const [key, part] of Object.entries(value ?? {})) walk(part, `${path}.${key}`);
  };
  walk(words, "");
  return found;
}

/** What is the same as in English on purpose. */
const SHARED: Readonly<Record<string, readonly string[]>> = { de: [".layouts.jsonl", ".name"] };

afterAll(() => setLocale("en"));

describe.each(["de", "es", "fr", "pt-BR", "zh-Hans"] as const)("what teaching says in %s", (language) => {
  it("is all that it says in English, with every gap, in other words", async () => {
    setLocale(language);
    const [english, own] = [sentences(enTeach), sentences(await fetchTeachWords(language))];
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
    const gaps = (text = "") => [...new Set(text.match(/⟪\d⟫/g))].sort();
    for (const [path, text] of own) expect([path, gaps(text)]).toEqual([path, gaps(english.get(path))]);
    const same = [...own].filter(([path, text]) => text === english.get(path));
    expect(same.map(([path]) => path)).toEqual(SHARED[language] ?? []);
  });

  it("breaks no line before a sign that a space sets off", async () => {
    const breaks = [...sentences(await fetchTeachWords(language))].filter(([, text]) =>
      /\s(?<!\u00a0)[:;?!»%]|«\s(?<!\u00a0)/.test(text),
    );
    expect(breaks).toEqual([]);
  });
});

it("is changed throughout in the pseudo-languages", async () => {
  const english = sentences(enTeach);
  for (const language of ["en-XA", "ar-XB"] as const) {
    const pseudo = sentences(await fetchTeachWords(language));
    for (const [path, text] of english) expect(pseudo.get(path)).not.toBe(text);
  }
});
