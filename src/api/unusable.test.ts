import { describe, expect, it } from "vitest";
import { findUnusable } from "./unusable.ts";

/** JSON with so many lists within each other. */
const nested = (depth: number): unknown => JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`);

describe("findUnusable", () => {
  it("finds nothing in what a body may be", () => {
    expect(findUnusable({ prompt: "😀 a", parameters: { stop: ["é"], n: 1, x: null } })).toBeUndefined();
    expect(findUnusable(nested(32))).toBeUndefined();
  });

  it("names the field that holds half a character, in a list, too", () => {
    expect(findUnusable({ parameters: { stop: ["a", "\ud83d"] } })).toMatchObject({
      loc: ["body", "parameters", "stop", 1],
      msg: expect.stringMatching(/^stop must not hold half a character/),
      type: "string_unicode",
    });
    expect(findUnusable({ prompt: "\udc00" })).toMatchObject({ loc: ["body", "prompt"] });
  });

  it("goes only so deep", () => {
    expect(findUnusable(nested(33))).toMatchObject({ loc: ["body"], type: "recursion_loop" });
    expect(findUnusable(nested(5000))).toMatchObject({ type: "recursion_loop" });
  });
});
