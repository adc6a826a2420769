import { parseSync, Visitor } from "vite";
import { describe, expect, it } from "vitest";
import { failuresInEnglish } from "../../src/contract/failures-in-english.ts";
import { listPaths, readSources, type SourceFile } from "./figures/source-files.ts";

/** What makes a failure or a note of its code and its parameters. */
const MAKERS = /^(?:fail|refuse|makeFailure|makeNote|refuse(?:File|Over|Tokenizer|About|Part|Request))$/;
/** Fields that used to hold sentences, and fields of an answer that do. */
const TOLD = /^(?:message|hint|notice|msg)$/;
/** Two words: a code or a detail is one. */
const SENTENCE = /[A-Za-z’']{2,}[,;:]? [a-z]{2,}/;

/** Texts written out inside of a piece of code. */
function textsIn(node: object): string[] {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    if (typeof value !== "object" || value === null) return;
    if ("type" in value && value.type === "Literal" && "value" in value) texts.push(String(value.value));
    else if ("type" in value && value.type === "TemplateElement" && "value" in value)
      texts.push(String(Object(value.value).cooked));
    else Object.values(value).forEach(walk);
  };
  walk(node);
  return texts;
}

/** Places in a file where a failure is given a sentence. */
function sentencesIn({ path, text }: SourceFile): string[] {
  const { program } = parseSync(path, text);
  const found: string[] = [];
  const note = (start: number, node: object) => {
    const [said] = textsIn(node).filter((one) => SENTENCE.test(one));
    if (said !== undefined) found.push(`${path}:${text.slice(0, start).split("\n").length} ${said}`);
  };
  new Visitor({
    CallExpression({ start, callee, arguments: given }) {
      if (callee.type === "Identifier" && MAKERS.test(callee.name)) for (const one of given) note(start, one);
    },
    Property({ start, key, value }) {
      if ("name" in key && TOLD.test(String(key.name))) note(start, value);
    },
  }).visit(program);
  return found;
}

/** Surfaces have their sentences in these files; the command line's own are of its usage, the SDK's of its connection. */
const CATALOGUES = /^src\/(?:app\/words\/|contract\/failures-in-english|api\/api-words|sdk\/)/;

describe("the sentences of failures", () => {
  const sources = readSources(listPaths());

  it("are in the catalogues, and in no room", () => {
    const rooms = sources.filter(({ path }) => !CATALOGUES.test(path));
    expect(rooms.length).toBeGreaterThan(300);
    expect(rooms.flatMap(sentencesIn)).toEqual([]);
  });

  it("are found where they are not", () => {
    const place = { path: "src/store/x.ts", room: "store" };
    const found = (text: string) => sentencesIn({ ...place, text });
    expect(found('throw refuse("quota", "full", { why: "no more room" });')).toEqual(["src/store/x.ts:1 no more room"]);
    expect(found('\nconst x = { code: 1, message: "The file is gone." };')).toEqual([
      "src/store/x.ts:2 The file is gone.",
    ]);
    expect(found('throw refuse("quota", "full", { name: file.name });')).toEqual([]);
  });

  it("are all said by some room", () => {
    const code = sources
      .filter(({ path }) => !CATALOGUES.test(path) || path.startsWith("src/api") || path.startsWith("src/sdk"))
      .map(({ text }) => text)
      .join("\n");
    const isSaid = (detail: string) =>
      code.includes(`"${detail}"`) || code.includes(`"${detail.replace(/^fault_/, "")}"`);
    const unsaid = Object.entries(failuresInEnglish).flatMap(([name, details]) =>
      Object.keys(details)
        .filter((detail) => !isSaid(detail))
        .map((detail) => `${name}.${detail}`),
    );
    expect(unsaid).toEqual([]);
  });
});
