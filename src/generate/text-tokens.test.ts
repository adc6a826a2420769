import { describe, expect, it } from "vitest";
import { byteCodec } from "./testing/vocabulary-codec.ts";
import { lastTokens, readPrompt, readText } from "./text-tokens.ts";

const codec = byteCodec(["it ", "is"]);
const vocabSize = 258;
const reader = { codec, vocabSize, start: [9] };
const ids = (text: string) => codec.encode(text);

describe("readText", () => {
  it("begins where texts begin, and takes the very tokens of what was written after it", () => {
    expect(readText("it is", reader)).toEqual({ text: "it is", ids: [9, ...ids("it is")], start: 1 });
    const letters = [..."is"].map((letter) => at(ids(letter)));
    const continued = { text: "is", ids: letters };
    expect(readText("it ", reader, continued)).toEqual({
      text: "it is",
      ids: [9, ...ids("it "), ...letters],
      start: 1,
    });
  });

  it("takes the text where the tokens are not of it", () => {
    expect(readText("it ", reader, { text: "is", ids: [1, 2] }).ids).toEqual([9, ...ids("it is")]);
  });
});

describe("readPrompt", () => {
  it("has nothing before it, as a run's prompt, but where it is empty or the tokenizer begins all texts alike", () => {
    expect(readPrompt("is", reader)).toEqual({ text: "is", ids: ids("is"), start: 0 });
    expect(readPrompt("", reader)).toEqual({ text: "", ids: [9], start: 1 });
    const prefixed = { ...reader, codec: { ...codec, prefix: [4, 5] } };
    expect(readPrompt("is", prefixed)).toEqual({ text: "is", ids: [4, 5, ...ids("is")], start: 2 });
    expect(readPrompt("", prefixed)).toEqual({ text: "", ids: [4, 5], start: 2 });
  });

  it("counts what stands before an empty prompt only where the row begins with it", () => {
    const letters = [..."is"].map((letter) => at(ids(letter)));
    const continued = (own: number[]) => readPrompt("", reader, { text: "is", ids: own });
    expect(continued(letters)).toEqual({ text: "is", ids: [9, ...letters], start: 1 });
    expect(continued([1, 2])).toEqual({ text: "is", ids: ids("is"), start: 0 });
  });

  it.each([readText, readPrompt])("refuses a token that the model has no row for: %o", (read) => {
    expect(() => read("is", { ...reader, vocabSize: 100 })).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: "tokenizer_mismatch" }) }),
    );
  });
});

describe("lastTokens", () => {
  it("leaves out the oldest, what stands before the text first", () => {
    const text = { text: "abc", ids: [9, 1, 2, 3], start: 1 };
    expect(lastTokens(text, 4)).toEqual(text);
    expect(lastTokens(text, 3)).toEqual({ text: "abc", ids: [1, 2, 3], start: 0 });
    expect(lastTokens(text, 2)).toEqual({ text: "abc", ids: [2, 3], start: 0 });
  });
});

function at(list: readonly number[]): number {
  const [first] = list;
  if (first === undefined) throw new Error("no token");
  return first;
}
