import { describe, expect, it } from "vitest";
import { storedExample } from "./stored-example.ts";

const EXAMPLES = [{ text: "untold" }, { text: "life", output: " is" }, { text: "love", output: " was" }];

describe("storedExample", () => {
  it.each([
    ["", "life"],
    ["love", "love"],
    ["untold", undefined],
    ["something else", undefined],
  ])("shows for %j in the box that of %j", (prompt, text) => {
    expect(storedExample(EXAMPLES, prompt)?.text).toBe(text);
  });
});
