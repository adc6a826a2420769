import { describe, expect, it } from "vitest";
import { cutText } from "./cut-text.ts";
import { NOTHING_CONTINUED } from "./state/run.ts";

const cut = (prompt: string, text: string, isTidy = false, continued = NOTHING_CONTINUED) =>
  cutText(
    { prompt, continued, parameters: {}, isDefaultPrompt: false },
    { id: 0, text, tokens: 1, details: [] },
    isTidy,
  );

describe("cutText", () => {
  it("parts what was given from what was written, to which a continued text belongs", () => {
    expect(cut("life", " is", false, { text: " it", ids: [1] })).toEqual({ prompt: "life", text: " it is" });
  });

  it("shows the end of a long prompt", () => {
    const { prompt } = cut("x".repeat(5000), "");
    expect(prompt).toBe(`… ${"x".repeat(1200)}`);
  });

  it("tidies prompt and text as one, seam and all", () => {
    expect(cut("life  is", " , well .", true)).toEqual({ prompt: "Life is", text: ", well." });
  });

  it("colours the whole text where tidying changed what was given", () => {
    expect(cut("life ", " ,", true)).toEqual({ prompt: "Life", text: "," });
    expect(cut("a .", ".b", true)).toEqual({ prompt: "A.", text: ".b" });
    expect(cut("", "is", true)).toEqual({ prompt: "", text: "Is" });
  });
});
