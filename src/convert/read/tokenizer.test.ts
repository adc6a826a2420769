import { readFileSync } from "node:fs";
import { Tokenizer } from "@huggingface/tokenizers";
import { PreTrainedTokenizer } from "@huggingface/transformers";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { fixtureFiles } from "./testing/checkpoints.ts";
import { readTokenizer } from "./tokenizer.ts";

const goldens = v.parse(
  v.record(
    v.picklist(["plain", "legacy", "grown"]),
    v.array(v.object({ text: v.string(), ids: v.array(v.number()), decoded: v.string() })),
  ),
  JSON.parse(readFileSync(new URL("../../../fixtures/tokenizers.json", import.meta.url), "utf8")),
);

const shapes = ["plain", "legacy", "grown"] as const;

/** The tokenizer's files of a checkpoint, some replaced or added by `files`. */
async function written(shape: (typeof shapes)[number], files: Record<string, string> = {}) {
  const folder = new Map(fixtureFiles(shape, "safetensors").map((file) => [file.path, file]));
  for (const [path, text] of Object.entries(files)) folder.set(path, { path, bytes: new Blob([text]) });
  const { tokenizer, tokenizerConfig } = await readTokenizer(folder, shape === "grown" ? 323 : 320, 64);
  return [JSON.parse(tokenizer), JSON.parse(tokenizerConfig)] as const;
}

describe("readTokenizer", () => {
  it.each(shapes)("agrees with Python's GPT2Tokenizer on tricky texts: %s", async (shape) => {
    const codec = new Tokenizer(...(await written(shape)));
    for (const { text, ids, decoded } of goldens[shape] ?? []) {
      expect({ text, ids: codec.encode(text).ids }).toEqual({ text, ids });
      if (ids.length > 0) expect(codec.decode(ids, { clean_up_tokenization_spaces: false })).toBe(decoded);
    }
  });

  it.each(shapes)("loads in stock transformers.js: %s", async (shape) => {
    const stock = new PreTrainedTokenizer(...(await written(shape)));
    for (const { text, ids } of goldens[shape] ?? []) expect({ text, ids: stock.encode(text) }).toEqual({ text, ids });
  });
});
