import { describe, expect, it } from "vitest";
import { altOf, sentenceOf, withShortPrompt } from "./sentence.ts";

const written = ({ text, written }: ReturnType<typeof sentenceOf>) => text.slice(written);

describe("sentenceOf", () => {
  it("says where the part begins that the model wrote", () => {
    const sentence = sentenceOf({ prompt: "life is not", text: " over" });
    expect(sentence.text).toBe("life is not over");
    expect(written(sentence)).toBe("over");
  });

  it("keeps line breaks, and leaves out what shows nothing", () => {
    const sentence = sentenceOf({ prompt: " \n roses  are \t red,", text: " \n violets\n\n\n\nblue \u202e\u0007" });
    expect(sentence.text).toBe("roses are red,\nviolets\n\nblue");
    expect(written(sentence)).toBe("violets\n\nblue");
  });

  it("finds the seam within a word, and where nothing or everything was written", () => {
    expect(written(sentenceOf({ prompt: "li", text: "fe" }))).toBe("fe");
    expect(written(sentenceOf({ prompt: "", text: " all" }))).toBe("all");
    expect(written(sentenceOf({ prompt: "none ", text: "" }))).toBe("");
  });

  it("looks at no more than a picture can hold, and says so behind a word", () => {
    const { text } = sentenceOf({ prompt: "", text: "word ".repeat(100_000) });
    expect(text.length).toBeLessThanOrEqual(4002);
    expect(text).toMatch(/word …$/);
    expect(sentenceOf({ prompt: "", text: "👍".repeat(5000) }).text).toMatch(/^👍+…$/u);
  });
});

describe("withShortPrompt", () => {
  it("keeps the end of a long prompt, from a word on, and all that was written", () => {
    const short = withShortPrompt({ prompt: "word ".repeat(500), text: "the end" });
    expect(short?.text).toMatch(/^… word .*the end$/);
    expect(short?.text.length).toBeLessThan(420);
    expect(short && written(short)).toBe("the end");
  });

  it("leaves a short prompt whole", () => {
    expect(withShortPrompt({ prompt: "word", text: " over" })).toBeUndefined();
  });
});

it("the alternative text is the whole sentence, however long", () => {
  expect(altOf({ prompt: "life", text: " is".repeat(3000) })).toBe(`life${" is".repeat(3000)}`);
});
