import { expect, it } from "vitest";
import { quoted } from "./quoted.ts";

it.each([
  ["config.json", '"config.json"'],
  ['a"b\\c\n', '"a\\"b\\\\c\\n"'],
  ["\u202egnp.exe\u2066\u061c", '"\\u202egnp.exe\\u2066\\u061c"'],
  ["config\u200b.json\u{e0061}\u3164", '"config\\u200b.json\\u{e0061}\\u3164"'],
  ["half \ud83d", '"half \\ud83d"'],
  ["x".repeat(1000), `"${"x".repeat(80)}…"`],
])("T39: what cannot be seen in the name %j can be seen in a message", (name, shown) => {
  expect(quoted(name)).toBe(shown);
});
