import { describe, expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import { longestRow, roomForPrompt } from "./prompt-length.ts";

describe("a prompt as long as the context or longer", () => {
  it.each([
    [99, 16, 99],
    [100, 16, 84],
    [500, 80, 50],
    [500, null, 75],
    [500, 0, 100],
    [7, 0, 7],
  ])("of %i tokens with %s new ones keeps %i of a context of 100", (length, max_new_tokens, kept) => {
    expect(roomForPrompt(length, { max_new_tokens }, 100)).toBe(kept);
  });
});

describe("the longest row", () => {
  const only = { max_length: 20, max_new_tokens: null, bos_token_id: null };

  it("is what max_new_tokens adds, before max_length, within the context", () => {
    expect(longestRow(10, 0, { ...only, max_new_tokens: 30 }, 100)).toBe(40);
    expect(longestRow(90, 0, { ...only, max_new_tokens: 30 }, 100)).toBe(100);
    expect(longestRow(10, 0, only, 100)).toBe(20);
    expect(longestRow(10, 0, only, 15)).toBe(15);
  });

  it("that is full before it begins is refused with the prompt's tokens, those that were dropped included", () => {
    expect(() => longestRow(20, 5, only, 100)).toThrow(saying(/25.*20/, { subject: "max_length" }));
  });

  it("may go on beyond max_length where a text is continued", () => {
    expect(longestRow(20, 0, { ...only, beyond: 8 }, 100)).toBe(28);
    expect(longestRow(98, 0, { ...only, beyond: 8 }, 100)).toBe(100);
  });
});
