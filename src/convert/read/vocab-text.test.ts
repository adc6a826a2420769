import { describe, expect, it } from "vitest";
import { saying } from "../../contract/testing/refused.ts";
import { textFile } from "./memory-bytes.ts";
import { readVocabText } from "./vocab-text.ts";

const read = async (text: string) => {
  const [, file] = textFile("vocab.txt", text);
  return [...(await readVocabText(file)).vocab];
};

describe("vocab.txt", () => {
  it("has a token in each line, without the white space after it", async () => {
    expect(await read("[UNK]\r\n a \u0085\u3000\n\nb\n")).toEqual([
      ["[UNK]", 0],
      [" a", 1],
      ["", 2],
      ["b", 3],
    ]);
  });

  it("means the last of two equal tokens", async () => {
    expect(await read("a\nb\na")).toEqual([
      ["a", 2],
      ["b", 1],
    ]);
  });

  it("keeps a byte order mark, as the library does", async () => {
    expect(await read("\ufeffa\nb\ufeff")).toEqual([
      ["\ufeffa", 0],
      ["b\ufeff", 1],
    ]);
  });

  it("takes no longer for a line of spaces", async () =>
    expect(await read(`${" ".repeat(1_000_000)}x`)).toHaveLength(1));

  it("is refused where it has too many lines", async () => {
    await expect(read("\n".repeat(300_000))).rejects.toEqual(saying(/300.?000 tokens/, { code: "limit_exceeded" }));
  });
});
