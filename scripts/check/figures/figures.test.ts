import { describe, expect, it } from "vitest";
import { findCycles } from "./find-cycles.ts";
import { findDuplicates } from "./find-duplicates.ts";
import { parseSource } from "./parse-source.ts";
import { isOfSentences } from "./source-files.ts";

const file = (text: string, path = "src/a/x.ts") => ({ path, room: "a", text });

describe("figures of the code", () => {
  it("counts functions, exports, casts and any", () => {
    const text = `import type { T } from "./t.ts";
import { u } from "./u.ts";
export const x = { y: 1 } as const;
export function f(a: any): T {
  const b = a as T;
  return u(() => { u(b); }, (c: T) => c);
}
export class K {
  m() {
    return 1;
  }
}
export { z } from "./z.ts";
`;
    const { functions, ...counts } = parseSource(file(text));
    expect(counts).toEqual({
      path: "src/a/x.ts",
      room: "a",
      lines: 13,
      exports: 4,
      imports: ["./u.ts", "./z.ts"],
      casts: 1,
      anys: 1,
    });
    expect(functions.map(({ place, lines }) => [place, lines])).toEqual([
      ["src/a/x.ts:4", 4],
      ["src/a/x.ts:6", 1],
      ["src/a/x.ts:9", 3],
    ]);
  });

  it("names a file that cannot be parsed", () => {
    expect(() => parseSource(file("let = ;"))).toThrow("src/a/x.ts: ");
  });

  it("tells files of sentences from code beside them", () => {
    const names = ["de", "en-late", "pt-failures", "locale", "failures", "pseudo-failures", "words"];
    const found = names.map((name) => `src/app/words/${name}.ts`).filter(isOfSentences);
    expect(found).toEqual(["de", "en-late", "pt-failures"].map((name) => `src/app/words/${name}.ts`));
    expect(isOfSentences("src/contract/failures-in-english.ts")).toBe(true);
    expect(isOfSentences("src/contract/failure-parameters.ts")).toBe(false);
  });

  it("finds modules that import one another by way of others", () => {
    const modules = [
      { path: "src/a.ts", imports: ["./b.ts", "react"] },
      { path: "src/b.ts", imports: ["./sub/c"] },
      { path: "src/sub/c.ts", imports: ["../a.ts"] },
      { path: "src/d.ts", imports: ["./a.ts"] },
    ];
    expect(findCycles(modules)).toEqual([["src/a.ts", "src/b.ts", "src/sub/c.ts"]]);
    expect(findCycles(modules.slice(1))).toEqual([]);
  });

  it("finds places that are alike, but no lists of imports", async () => {
    const lines = [1, 2, 3, 4].map((i) => `export const value${i} = compute(first + ${i}, second * ${i});`).join("\n");
    const imports = `import {\n${"abcdefghijklmnopq".split("").join(",\n")},\n} from "./x.ts";\n`;
    const one = file(`${imports}${lines}`, "src/a.ts");
    expect(await findDuplicates([one, file(`const other = 1;\n${lines}`, "src/b.ts")])).toHaveLength(1);
    expect(await findDuplicates([one, file(`${imports}const other = 1;`, "src/b.ts")])).toEqual([]);
  });
});
