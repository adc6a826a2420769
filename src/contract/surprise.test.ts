import { describe, expect, it } from "vitest";
import {
  beginsOfWords,
  bitsOf,
  differencesOfWords,
  LEVELS,
  levelOf,
  meansOfWords,
  mostSurprising,
  wordsOf,
} from "./surprise.ts";
import type { PromptToken } from "./token-detail.ts";

/** A text cut into these tokens, each with a probability. */
function tokensOf(...parts: [text: string, probability: number | null][]): { text: string; tokens: PromptToken[] } {
  const text = parts.map(([part]) => part).join("");
  let offset = 0;
  const tokens = parts.map(([part, probability], id) => {
    const token = { id, text: part, offset, top: [], logprob: probability === null ? null : Math.log(probability) };
    offset += part.length;
    return token;
  });
  return { text, tokens };
}

const cut = (...parts: Parameters<typeof tokensOf>) => {
  const { text, tokens } = tokensOf(...parts);
  return wordsOf(text, tokens);
};

describe("levels", () => {
  it("go from what was as likely as all others together to what was hardly thought of", () => {
    const levels = [1, 0.5, 0.49, 0.2, 0.05, 0.049, 0.01, 0.009, 0].map((one) => levelOf(Math.log(one)));
    expect(levels).toEqual([0, 0, 1, 1, 2, 3, 3, 4, 4]);
    expect(Math.max(...levels)).toBe(LEVELS - 1);
  });

  it("are bits where they are counted", () => {
    expect([1, 0.5, 0.25].map((one) => bitsOf(Math.log(one)))).toEqual([0, 1, 2]);
  });
});

describe("wordsOf", () => {
  it("joins the tokens of a word, with the space before it, and leaves marks apart", () => {
    const words = cut(
      ["It", null],
      [" is", 0.5],
      [" won", 0.5],
      ["der", 0.25],
      ["ful", 1],
      [",", 0.5],
      [" no", 1],
      ["?!", 0.1],
    );
    expect(words.map(({ text }) => text)).toEqual(["It", " is", " wonderful", ",", " no", "?!"]);
    expect(words[2]).toMatchObject({ from: 2, to: 5, isWord: true, logprob: expect.closeTo(Math.log(0.125), 12) });
    expect(words.map(({ isWord }) => isWord)).toEqual([true, true, true, false, true, false]);
    expect(words[0]?.logprob).toBeNull();
  });

  it("cuts what has no spaces, and never within a token", () => {
    expect(cut(["我们", 1], ["喜", 1], ["欢", 1], ["猫", 1]).map(({ text }) => text)).toEqual(["我们", "喜欢", "猫"]);
    expect(
      cut(["我", 1], ["们喜", 1], ["欢猫", 1])
        .map(({ text }) => text)
        .join("|"),
    ).toBe("我们喜欢猫");
  });

  it("keeps parts of one character, which stand at one place, together", () => {
    const tokens = [0, 1, 2].map((id) => ({ id, text: "", bytes: [id], offset: 0, top: [], logprob: -1 }));
    expect(wordsOf("😀", tokens)).toEqual([{ text: "😀", begin: 0, from: 0, to: 3, logprob: -3, isWord: false }]);
  });

  it("has the token that ends a text apart", () => {
    const { text, tokens } = tokensOf(["so", 1]);
    const end = { id: 0, text: "<|endoftext|>", special: true as const, offset: 2, top: [], logprob: -2 };
    expect(wordsOf(text, [...tokens, end]).map(({ from, to, isWord }) => [from, to, isWord])).toEqual([
      [0, 1, true],
      [1, 2, false],
    ]);
  });

  it("has nothing of nothing", () => {
    expect(wordsOf("", [])).toEqual([]);
  });

  it("takes the beginning of a text as it would the whole", () => {
    const { text, tokens } = tokensOf(["It", 1], [" is", 0.5], [" won", 0.5], ["der", 0.25]);
    const begins = beginsOfWords(text);
    expect(wordsOf(text, tokens.slice(0, 2), begins).map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 2],
    ]);
    expect(wordsOf(text, tokens, begins)).toEqual(wordsOf(text, tokens));
  });
});

describe("beginsOfWords", () => {
  it.each([
    ["of the platform", Intl],
    ["of its own, where an old browser has none", {}],
  ])("finds words and marks by the segmenter %s", (_name, platform) => {
    expect([...beginsOfWords("It’s a way, né?", platform)]).toEqual([0, 4, 5, 6, 7, 10, 11, 12, 14]);
  });
});

describe("mostSurprising", () => {
  it("names words alone, the least likely first, and none of which nothing is known", () => {
    const words = cut(["A", null], [" b", 0.5], [" c", 0.1], [" !", 0.001], [" d", 0.2]);
    expect(mostSurprising(words, 2).map(({ text }) => text)).toEqual([" c", " d"]);
    expect(mostSurprising(words, 9)).toHaveLength(3);
  });
});

describe("meansOfWords", () => {
  it("gives each token the mean of its word, and nothing where the model says nothing", () => {
    const means = meansOfWords(cut(["A", null], [" won", 0.5], ["der", 0.125], [" is", 0.5]));
    expect(means).toEqual([
      null,
      expect.closeTo(Math.log(0.25), 12),
      expect.closeTo(Math.log(0.25), 12),
      Math.log(0.5),
    ]);
  });
});

describe("differencesOfWords", () => {
  it("counts the bits by which a word surprised one model more, whatever tokens the other cut it into", () => {
    const one = cut(["so", 0.5], [" won", 0.5], ["der", 0.25], [" is", 0.5]);
    const other = cut(["so", 0.5], [" wonder", 0.5], [" ", 1], ["is", 0.0625]);
    const [so, won, der, is] = differencesOfWords(one, other);
    expect([so, won, der]).toEqual([0, 2, 2]);
    // The other's word begins behind the space.
    expect(is).toBeNull();
    const same = cut(["so", 0.5], [" won", 0.5], ["der", 0.25], [" is", 0.0625]);
    expect(differencesOfWords(one, same)).toEqual([0, 0, 0, -3]);
  });

  it("knows nothing of what one of them knows nothing of", () => {
    const one = cut(["so", 0.5], [" it", 0.5]);
    const other = cut(["so", null], [" it", 0.5]);
    expect(differencesOfWords(one, other)).toEqual([null, 0]);
    expect(differencesOfWords(other, one)).toEqual([null, 0]);
  });
});
