import { describe, expect, it } from "vitest";
import { parsePattern } from "./python-pattern.ts";

const NAMES = [
  "transformer.h.0.attn.c_attn",
  "transformer.h.1.attn.c_proj",
  "transformer.h.10.mlp.c_fc",
  "transformer.h.2.mlp.c_proj",
  "transformer.wte",
  "lm_head",
  "]",
  "]x",
];

/** What `re.fullmatch` of Python 3.11 takes of them. */
const CASES: readonly (readonly [string, readonly number[]])[] = [
  ["c_attn", []],
  [".*\\.attn\\.c_attn", [0]],
  ["transformer\\.h\\.\\d+\\.(attn|mlp)\\.c_proj", [1, 3]],
  ["h\\.(?:8|9|1[01])\\..*", []],
  ["(?P<x>attn)\\.c_.*", []],
  ["[^.]+\\.h\\.[0-3]\\..*?c_fc", []],
  ["^transformer\\.h\\.1\\..*$", [1]],
  ["(?!.*mlp).*c_proj", [1]],
  [".*(?<!attn\\.)c_proj", [3]],
  [".*(?<=attn\\.)c_proj", [1]],
  ["\\btransformer\\b.*", [0, 1, 2, 3, 4]],
  ["(a|b|)*c_attn", []],
  ["(.*)*c_attn", [0]],
  ["(.*\\.)+c_attn", [0]],
  [".*\\.h\\.\\d{2}\\..*", [2]],
  [".*\\.h\\.\\d{1,2}\\.mlp\\..*", [2, 3]],
  [".*\\.h\\.\\d{,1}\\..*c_fc", []],
  ["lm_head|.*wte", [4, 5]],
  ["c_(attn|fc)", []],
  [".*[-_]proj", [1, 3]],
  [".*[\\w.]c_fc", [2]],
  ["(?:.*?(?:attn|mlp).*?(?:c_attn|c_fc).*?)|(?:\\bwte)", [0, 2]],
  ["\\S+", [0, 1, 2, 3, 4, 5, 6, 7]],
  [".*\\Z", [0, 1, 2, 3, 4, 5, 6, 7]],
  ["\\A.*fc", [2]],
  ["]", [6]],
  ["x{2", []],
  ["[]a]x", [7]],
  [".+?proj", [1, 3]],
  ["(?=.*h\\.2\\.).*", [3]],
];

describe("parsePattern", () => {
  it.each(CASES)("matches as Python does: %s", (source, expected) => {
    const pattern = parsePattern(source);
    expect(NAMES.flatMap((name, i) => (pattern?.matches(name) ? [i] : []))).toEqual(expected);
  });

  it.each(["(", ")", "a**", "(?i)a", "(a)\\1", "[z-a]", "[a", "\\", "a{101}", "(?P=x)", "\\d+\\G", "a++"])(
    "knows no pattern %s",
    (source) => expect(parsePattern(source)).toBeUndefined(),
  );

  it("takes a time that grows with the name, whatever the pattern", () => {
    const name = "a".repeat(200);
    for (const source of ["(a*)*b", "(a|a)*b", "(a+)+(a+)+b", "((((a*)*)*)*)*b", ".*.*.*.*.*.*.*.*b"])
      expect(parsePattern(source)?.matches(name)).toBe(false);
  });
});
