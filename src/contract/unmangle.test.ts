import { describe, expect, it } from "vitest";
import { decodeEntities, unmangle } from "./unmangle.ts";

describe("unmangle", () => {
  it.each([
    ["a%2Fb", "a/b"],
    ["a%252Fb", "a/b"],
    ["a&amp;amp;b", "a&b"],
    ["50%", "50%"],
    ["%ff", "%ff"],
    ["a\u200bb\u00adc", "abc"],
    ["a\tb", "a\tb"],
  ])("makes of %j %j", (text, plain) => expect(unmangle(text)).toBe(plain));
});

describe("decodeEntities", () => {
  it.each([
    ["&lt;&#62;&#x26;", "<>&"],
    ["&unknown; &#9999999;", "&unknown; &#9999999;"],
  ])("makes of %j %j", (text, plain) => expect(decodeEntities(text)).toBe(plain));
});
