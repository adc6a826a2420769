import { describe, expect, it } from "vitest";
import { AddedVocabulary } from "./added-vocabulary.ts";

const flags = { single_word: false, lstrip: false, rstrip: false, special: false };
const model = { type: "WordLevel", vocab: new Map([["<unk>", 0]]), unk_token: "<unk>" } as const;
const vocabularyOf = (...normalized: readonly boolean[]) =>
  new AddedVocabulary(
    normalized.map((each) => ({ ...flags, id: 1, content: "A", normalized: each })),
    model,
    (text) => text.toLowerCase(),
  );

describe("AddedVocabulary", () => {
  // What the tokenizers library answers for each of them.
  it.each([
    { normalized: [false], text: "A", found: { plain: "A" } },
    { normalized: [true], text: "a", found: { normalized: "a" } },
    { normalized: [true, false], text: "a", found: { plain: "A" } },
    { normalized: [false, true], text: "a", found: { normalized: "a" } },
  ])(
    "one text of $normalized.length entries, normalized $normalized, is decoded to $text",
    ({ normalized, text, found }) => {
      const added = vocabularyOf(...normalized);
      expect(added.texts.get(1)).toBe(text);
      const places = ["plain", "normalized"] as const;
      const inPlace = places.flatMap((place) =>
        ["A", "a"].filter((each) => "id" in (added.split(each, place)[0] ?? {})).map((each) => [place, each]),
      );
      expect(Object.fromEntries(inPlace)).toEqual(found);
    },
  );

  it("refuses tokens that are one when they are normalized", () => {
    const tokens = ["A", "a"].map((content, id) => ({ ...flags, id, content, normalized: true }));
    expect(() => new AddedVocabulary(tokens, model, (text) => text.toLowerCase())).toThrow();
  });
});
