import { describe, expect, it } from "vitest";
import { cleanUp } from "./clean-up.ts";

describe("cleanUp", () => {
  it.each([
    ["life  is\nnot , well .", "Life is not, well."],
    [" ~a `b^ *&%$@#| ", "A b"],
    ["A Good DAY", "A Good DAY"],
    ["𝒶 b", "𝒶 b"],
    ["", ""],
  ])("makes of %j %j", (text, tidy) => expect(cleanUp(text)).toBe(tidy));
});
