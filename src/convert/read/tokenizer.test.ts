import { readFileSync } from "node:fs";
import { Tokenizer } from "@huggingface/tokenizers";
import { PreTrainedTokenizer } from "@huggingface/transformers";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { saying } from "../../contract/testing/refused.ts";
import { createTokenizer } from "../../runtime/tokenizer.ts";
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
  const { tokenizer, tokenizerConfig, notes } = await readTokenizer(folder, {
    rows: shape === "grown" ? 323 : 320,
    maxPositions: 64,
  });
  return [JSON.parse(tokenizer), JSON.parse(tokenizerConfig), notes] as const;
}

const filesOf = <T>([tokenizer, config]: readonly [T, T, unknown]) => [tokenizer, config] as const;

describe("readTokenizer", () => {
  it.each(shapes)("agrees with Python's GPT2Tokenizer on tricky texts: %s", async (shape) => {
    const codec = new Tokenizer(...filesOf(await written(shape)));
    for (const { text, ids, decoded } of goldens[shape] ?? []) {
      expect({ text, ids: codec.encode(text).ids }).toEqual({ text, ids });
      if (ids.length > 0) expect(codec.decode(ids, { clean_up_tokenization_spaces: false })).toBe(decoded);
    }
  });

  it.each(shapes)("loads in stock transformers.js: %s", async (shape) => {
    const stock = new PreTrainedTokenizer(...filesOf(await written(shape)));
    for (const { text, ids } of goldens[shape] ?? []) expect({ text, ids: stock.encode(text) }).toEqual({ text, ids });
  });

  it("T8: takes GPT-2's pattern for a repository's own, however hostile", async () => {
    const [honest] = await written("plain");
    const hostile = {
      ...honest,
      pre_tokenizer: {
        type: "Sequence",
        pretokenizers: [
          { type: "Split", pattern: { Regex: "(a+)+$" }, behavior: "Isolated", invert: false },
          { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: false },
        ],
      },
    };
    const [rewritten] = await written("plain", { "tokenizer.json": JSON.stringify(hostile) });
    expect(rewritten).toEqual(honest);
    expect(new Tokenizer(rewritten, {}).encode(`${"a".repeat(10_000)}!`).ids.length).toBeGreaterThan(1000);
  });

  it("T10: leaves a chat template out, unread", async () => {
    const bomb = { chat_template: "{% for x in range(100000000) %}{% endfor %}", tokenizer_class: "GPT2Tokenizer" };
    const [, config] = await written("plain", { "tokenizer_config.json": JSON.stringify(bomb) });
    expect(config).not.toHaveProperty("chat_template");
    expect(config).toMatchObject({ eos_token: "<|endoftext|>", model_max_length: 64 });
  });

  it("keeps add_prefix_space and add_bos_token", async () => {
    const config = { add_prefix_space: true, add_bos_token: true, bos_token: "<|endoftext|>" };
    const [tokenizer, tokenizerConfig] = await written("legacy", { "tokenizer_config.json": JSON.stringify(config) });
    const [plain] = await written("legacy");
    const { prefix = [], encode } = createTokenizer(JSON.stringify(tokenizer), 320);
    const ids = [319, ...createTokenizer(JSON.stringify(plain), 320).encode(" The")];
    expect([...prefix, ...encode("The")]).toEqual(ids);
    expect(new Tokenizer(tokenizer, tokenizerConfig).encode("The").ids).toEqual(ids);
  });

  it("keeps a normalizer where the class takes the file as it is, and says that GPT-2's class does not", async () => {
    const [honest] = await written("plain");
    const lower = JSON.stringify({ ...honest, normalizer: { type: "Lowercase" } });
    const encode = (from: unknown, text: string) => createTokenizer(JSON.stringify(from), 320).encode(text);
    const files = (tokenizer_class: string) => ({
      "tokenizer.json": lower,
      "tokenizer_config.json": JSON.stringify({ tokenizer_class }),
    });
    const [asFile, config, notes] = await written("plain", files("PreTrainedTokenizerFast"));
    expect(encode(asFile, "The End")).toEqual(encode(honest, "the end"));
    expect([config.tokenizer_class, notes]).toEqual(["PreTrainedTokenizerFast", []]);
    const [asGpt2, , said] = await written("plain", files("GPT2TokenizerFast"));
    expect(encode(asGpt2, "The End")).toEqual(encode(honest, "The End"));
    expect(said).toEqual([saying("normalizer is not used")]);
  });

  it.each([
    ["tokenizer_config.json", '{"tokenizer_class":"BartphoTokenizer"}', undefined],
    ["config.json", "{}", "BartphoTokenizer"],
    ["config.json", '{"tokenizer_class":null}', "BartphoTokenizer"],
  ])("refuses a class of another model by the file that names it, %s", async (subject, config, tokenizerClass) => {
    const folder = new Map(fixtureFiles("plain", "safetensors").map((file) => [file.path, file]));
    folder.set("tokenizer_config.json", { path: "tokenizer_config.json", bytes: new Blob([config]) });
    const refused = readTokenizer(folder, { rows: 320, maxPositions: 64, tokenizerClass });
    await expect(refused).rejects.toEqual(saying("BartphoTokenizer", { code: "tokenizer_mismatch", subject }));
  });

  it("takes flags of added tokens where files have them", async () => {
    const flags = { single_word: false, lstrip: true, rstrip: true, normalized: false, special: true };
    const config = { added_tokens_decoder: { "320": { content: "<|pad|>", ...flags } } };
    const [tokenizer] = await written("grown", { "tokenizer_config.json": JSON.stringify(config) });
    expect(tokenizer.added_tokens).toContainEqual({
      id: 320,
      content: "<|pad|>",
      single_word: false,
      lstrip: true,
      rstrip: true,
      normalized: false,
      special: true,
    });
  });

  it("keeps words that are names of an object's own parts, in legacy files too", async () => {
    const words = ["constructor", "prototype", "toString", "hasOwnProperty"];
    const letters = [...new Set([...words.join(""), ..."_ap"])].concat("Ġ");
    const starts = words.flatMap((word) => [...word].slice(1).map((_, i) => [word.slice(0, i + 1), word[i + 1] ?? ""]));
    const made = [...new Set(starts.map((pair) => pair.join("")))];
    const vocab = [...letters, ...made, "__proto__"].map((token, id) => [token, id] as const);
    const idOf = (token: string) => vocab.findIndex(([other]) => other === token);
    const added = Object.fromEntries([
      ["__defineGetter__", vocab.length],
      ["valueOf", vocab.length + 1],
    ]);
    const merges = [...new Set(starts.map((pair) => pair.join(" ")))];
    const files = {
      "vocab.json": JSON.stringify(Object.fromEntries(vocab)),
      "merges.txt": `#version: 0.2\n${merges.join("\n")}\n`,
      "added_tokens.json": JSON.stringify(added),
    };
    const folder = new Map(Object.entries(files).map(([path, text]) => [path, { path, bytes: new Blob([text]) }]));
    const { tokenizer } = await readTokenizer(folder, { rows: vocab.length + 3, maxPositions: 64 });
    const { encode, decode } = createTokenizer(tokenizer, vocab.length + 3);
    for (const word of words) expect(encode(word)).toEqual([idOf(word)]);
    expect(encode("a __defineGetter__valueOf")).toEqual([idOf("a"), idOf("Ġ"), vocab.length, vocab.length + 1]);
    expect(decode([idOf("__proto__"), idOf("constructor"), vocab.length])).toBe("__proto__constructor__defineGetter__");
  });
});
