import { describe, expect, it } from "vitest";
import { describeTokens } from "./token-forms.ts";

const vocab = new Map([
  ["Ġthe", 0],
  ["ðŁ", 1],
  ["ðŁĺĢ", 2],
  ["ï¿½", 3],
]);
const describeToken = describeTokens(vocab, [
  { id: 4, content: "<|end|>", special: true },
  { id: 5, content: "storm cloud", special: false },
]);

describe("describeTokens", () => {
  it.each([
    ["a word", 0, { text: " the" }],
    ["a part of a character", 1, { text: "\uFFFD", bytes: [0xf0, 0x9f] }],
    ["a whole character of four bytes", 2, { text: "😀" }],
    ["the replacement character itself", 3, { text: "\uFFFD" }],
    ["a special token", 4, { text: "<|end|>", special: true }],
    ["an added token", 5, { text: "storm cloud" }],
    ["an id without a token", 6, { text: "", special: true }],
  ])("tells %s", (_name, id, form) => expect(describeToken(id)).toEqual(form));
});
