import { describe, expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import { makeTokenize, tokensOf, vocabularySize } from "./make-tokenize.ts";
import { makeUnigramModel, type ScoredToken } from "./schema/model.ts";

const idsOf = (...tokens: string[]) => new Map(tokens.map((token, id) => [token, id]));
const pieces = {
  type: "WordPiece",
  unk_token: "?",
  continuing_subword_prefix: "##",
  max_input_chars_per_word: 10,
  vocab: idsOf("?", "un", "##aff", "##able", "##a", "a", "🙂", "##🙂"),
} as const;

describe("WordPiece", () => {
  const tokenize = makeTokenize(pieces);

  it("takes the longest token at each place", () => expect(tokenize("unaffable")).toEqual([1, 2, 3]));

  it("takes a word for unknown as a whole", () => {
    expect(tokenize("unaffx")).toEqual([0]);
    expect(tokenize("aaaaaaaaaaa")).toEqual([0]);
  });

  it("counts characters, not code units", () => expect(tokenize("🙂".repeat(10))).toHaveLength(10));

  it("refuses what is unknown where the vocabulary has no token for it", () => {
    expect(() => makeTokenize({ ...pieces, unk_token: "[UNK]" })("x")).toThrow(saying('unk_token "[UNK]"'));
  });
});

describe("WordLevel", () => {
  const tokenize = makeTokenize({ type: "WordLevel", unk_token: "?", vocab: idsOf("?", "a b") });

  it("takes a word as a whole", () => expect(["a b", "a"].map(tokenize)).toEqual([[1], [0]]));
});

describe("Unigram", () => {
  const scored: readonly ScoredToken[] = [
    ["<unk>", 0],
    ["a", -1],
    ["b", -1],
    ["ab", -1.5],
    ["é", -2],
  ];
  const make = (options: { unk_id?: number | null; byte_fallback?: boolean }, more: readonly ScoredToken[] = []) =>
    makeUnigramModel({ unk_id: 0, byte_fallback: false, ...options }, [...scored, ...more]);

  it("takes the best way through a text, of two equal ones the first", () => {
    expect(makeTokenize(make({}))("abé")).toEqual([3, 4]);
    // "a b" with -2 comes before "ab" with -2.
    expect(makeTokenize(make({}, [["ba", -2]]))("ba")).toEqual([5]);
  });

  it("puts unknown characters together", () => {
    expect(makeTokenize(make({}))("axyzb🙂🙂")).toEqual([1, 0, 2, 0]);
  });

  it("writes bytes for them where it has all", () => {
    const bytes = Array.from({ length: 256 }, (_, byte): ScoredToken => {
      return [`<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`, -9];
    });
    expect(makeTokenize(make({ byte_fallback: true }, bytes))("ax🙂")).toEqual([
      1,
      0x78 + 5,
      ...[0xf0, 0x9f, 0x99, 0x82].map((byte) => byte + 5),
    ]);
    expect(makeTokenize(make({ byte_fallback: true }, bytes.slice(0, 200)))("🙂")).toEqual([0]);
  });

  it("refuses what is unknown where nothing stands for it", () => {
    expect(() => makeTokenize(make({ unk_id: null }))("ax")).toThrow(saying('no token has "x"'));
  });

  it("means the last of two equal tokens, and counts both", () => {
    const model = make({}, [["a", -0.5]]);
    expect(makeTokenize(model)("a")).toEqual([5]);
    expect([vocabularySize(model), new Map(tokensOf(model)).get(1)]).toEqual([6, "a"]);
  });
});
