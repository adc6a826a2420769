import { describe, expect, it } from "vitest";
import { textFile } from "../memory-bytes.ts";
import { SOUND_PIECES } from "../testing/hostile-pieces.ts";
import { writeField, writePieces } from "../testing/write-pieces.ts";
import { escapePattern } from "./escape-pattern.ts";
import { findMerges, rankMerges } from "./find-merges.ts";
import { readSentencePiece } from "./read-model.ts";

const read = (bytes: Uint8Array) => {
  const source = { path: "tokenizer.model", bytes: new Blob([Uint8Array.from(bytes)]) };
  return readSentencePiece(source);
};

describe("merges of a vocabulary without them", () => {
  it("make each token of two others, in the order of the tokens", () => {
    const tokens = ["a", "b", "ab", "ba", "aba", "🙂", "a🙂"];
    expect(findMerges(new Map(tokens.map((token, id) => [token, id])))).toEqual([
      ["a", "b"],
      ["b", "a"],
      ["a", "ba"],
      ["ab", "a"],
      ["a", "🙂"],
    ]);
  });

  it("come by score where SentencePiece's file has it, of normal pieces alone", async () => {
    const spm = await read(
      writePieces([
        ["<unk>", 0, 2],
        ["ab", -2],
        ["ba", -1],
        ["a", -3],
        ["b", -3],
        ["aa", -1, 4],
      ]),
    );
    expect(rankMerges(spm, (id) => spm.pieces[id]?.piece)).toEqual([
      ["b", "a"],
      ["a", "b"],
    ]);
  });
});

describe("SentencePiece's file", () => {
  it("has the values of its definition where it says nothing", async () => {
    expect(await read(SOUND_PIECES)).toMatchObject({ modelType: 1, unkId: 0, unkPiece: "<unk>", addDummyPrefix: true });
  });

  it("may say something else, and more than is read", async () => {
    const trainer = Uint8Array.of(...writeField(3, 2), ...writeField(35, 1), ...writeField(99, 7));
    const found = await read(Uint8Array.of(...SOUND_PIECES, ...writeField(2, trainer), ...writeField(50, trainer)));
    expect(found).toMatchObject({ modelType: 2, byteFallback: true, escapeWhitespaces: true });
  });

  it("is refused where it is another file", async () => {
    const [, file] = textFile("tokenizer.model", "<html>");
    await expect(readSentencePiece(file)).rejects.toMatchObject({ failure: { code: "malformed_file" } });
  });
});

it("escapes what a pattern would take for its own", () =>
  expect(escapePattern("a.b [c]-d")).toBe("a\\.b\\ \\[c\\]\\-d"));
