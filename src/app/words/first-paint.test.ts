import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { LANGUAGES } from "./languages.ts";

const SCRIPT = readFileSync("public/first-paint.js", "utf8");
const TAGS = Object.keys(LANGUAGES).join(" ");

interface Visitor {
  readonly languages: readonly string[];
  readonly kept?: string;
  readonly search?: string;
  readonly known?: string;
}

/** Runs the script of the page's head as a browser would. @returns what it notes, and what it fetches ahead */
function open({ languages, kept = "", search = "", known = TAGS }: Visitor) {
  const dataset: Record<string, string> = {};
  const links: { href?: string }[] = [];
  runInNewContext(SCRIPT, {
    document: {
      documentElement: { dataset },
      currentScript: { dataset: { languages: known, form: "" } },
      createElement: () => ({}),
      head: { append: (link: { href?: string }) => links.push(link) },
      addEventListener: () => undefined,
    },
    localStorage: { getItem: (key: string) => (key === "hostless:language" ? kept : "") },
    location: { search, hash: "" },
    navigator: { languages },
    URLSearchParams,
  });
  return { language: dataset["language"], links: links.map(({ href }) => href) };
}

describe("the page's language", () => {
  it.each([
    [["de-CH", "fr"], "de"],
    [["it", "nl-BE", "DE", "en"], "de"],
    [["en-GB", "de"], "en"],
    [["pt-PT"], "pt-BR"],
    [["pt-BR", "en"], "pt-BR"],
    [["zh-TW", "en"], "zh-Hans"],
    [["zh"], "zh-Hans"],
    [["es-419"], "es"],
    [["xx"], "en"],
    [[], "en"],
  ])("is for a browser that speaks %j %s", (languages, language) =>
    expect(open({ languages }).language).toBe(language),
  );

  it("is what was chosen on this device before the browser's, and what the address names before both", () => {
    expect(open({ languages: ["en"], kept: "de" }).language).toBe("de");
    expect(open({ languages: ["de"], kept: "en" }).language).toBe("en");
    expect(open({ languages: ["en"], kept: "en", search: "?lang=de" }).language).toBe("de");
    expect(open({ languages: ["de"], kept: "tlh", search: "?lang=../x" }).language).toBe("de");
  });

  it("is a pseudo-locale only where the address names it", () => {
    expect(open({ languages: ["de"], search: "?lang=en-XA" }).language).toBe("en-XA");
    expect(open({ languages: ["ar-XB", "ar"], kept: "ar-XB" }).language).toBe("en");
  });

  it("is fetched beside the page's script, where the built site names its file", () => {
    const known = "en de=assets/de-1.js";
    expect(open({ languages: ["de"], known }).links).toEqual(["assets/de-1.js"]);
    expect(open({ languages: ["en"], known }).links).toEqual([]);
    expect(open({ languages: ["de"] }).links).toEqual([]);
  });
});

it.each(["index.html", "docs.html", "embed.html"])("%s names every language to the script in its head", (file) => {
  expect(/data-languages="([^"]*)"/.exec(readFileSync(file, "utf8"))?.[1]?.split(" ")).toEqual(Object.keys(LANGUAGES));
});
