import { describe, expect, it } from "vitest";
import { applyBehavior, type Behavior } from "./split.ts";

/** `the-final--countdown`, with its dashes matched one by one: the example of the tokenizers library. */
const SPLITS = ["the", "-", "final", "-", "-", "countdown"].map((text) => ({ text, matched: text === "-" }));

describe("applyBehavior", () => {
  it.each<[Behavior, readonly string[]]>([
    ["Removed", ["the", "", "final", "", "", "countdown"]],
    ["Isolated", ["the", "-", "final", "-", "-", "countdown"]],
    ["MergedWithPrevious", ["the-", "final-", "-", "countdown"]],
    ["MergedWithNext", ["the", "-final", "-", "-countdown"]],
    ["Contiguous", ["the", "-", "final", "--", "countdown"]],
  ])("%s", (behavior, parts) => expect(applyBehavior(SPLITS, behavior)).toEqual(parts));
});
