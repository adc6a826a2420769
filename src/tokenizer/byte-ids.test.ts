import { expect, it } from "vitest";
import { byteIds } from "./byte-ids.ts";

const all = new Map(Array.from({ length: 256 }, (_, i) => [`<0x${i.toString(16).toUpperCase().padStart(2, "0")}>`, i]));

it("has a token for each byte of a text's UTF-8", () => {
  expect(byteIds("aé\n", all)).toEqual([0x61, 0xc3, 0xa9, 0x0a]);
  expect(byteIds("", all)).toEqual([]);
});

it("has none where one of them is missing", () => {
  const some = new Map([...all].filter(([token]) => token !== "<0xA9>"));
  expect(byteIds("é", some)).toBeUndefined();
  expect(byteIds("a", some)).toEqual([0x61]);
});
