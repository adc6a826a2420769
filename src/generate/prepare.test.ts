import { saying } from "../contract/testing/refused.ts";
import { describe, expect, it } from "vitest";
import { type GenerationParameters, resolveParameters } from "../contract/parameters.ts";
import { preparePrompts } from "./prepare.ts";
import { byteCodec } from "./testing/vocabulary-codec.ts";

const MODEL = { vocabSize: 256, maxPositions: 64 };
const rowOf = (length: number) => Array.from({ length }, (_, i) => i);

function prepare(prompt: string | number[], parameters: GenerationParameters, model = MODEL) {
  const prompts = typeof prompt === "string" ? [prompt] : [prompt];
  return preparePrompts(prompts, resolveParameters(parameters, {}, 0), byteCodec(), model)[0];
}

describe("preparePrompts", () => {
  it.each([
    ["max_length counts the prompt", 10, { max_length: 30 }, { longest: 30, dropped: 0 }],
    ["max_new_tokens does not", 10, { max_new_tokens: 30 }, { longest: 40, dropped: 0 }],
    [
      "max_new_tokens takes precedence over max_length",
      10,
      { max_new_tokens: 5, max_length: 30 },
      { longest: 15, dropped: 0 },
    ],
    ["the context is the end", 60, { max_new_tokens: 30 }, { longest: 64, dropped: 0 }],
    ["a prompt that fills the context gives way to new tokens", 64, { max_new_tokens: 3 }, { longest: 64, dropped: 3 }],
    ["but to half of it at most", 200, { max_new_tokens: 500 }, { longest: 64, dropped: 168 }],
    ["and to a quarter where only max_length is given", 200, { max_length: 60 }, { longest: 60, dropped: 152 }],
  ])("%s", (_name, length, parameters, expected) => {
    const prepared = prepare(rowOf(length), parameters);
    expect(prepared).toMatchObject(expected);
    expect(prepared?.ids).toEqual(rowOf(length).slice(expected.dropped));
  });

  it.each([
    [40, 50],
    [60, 64],
  ])("a prompt of %i tokens gets the new tokens that lie beyond max_length, up to %i", (length, longest) => {
    const parameters = { ...resolveParameters({ max_length: 40 }, {}, 0), beyond: 10 };
    expect(preparePrompts([rowOf(length)], parameters, byteCodec(), MODEL)[0]).toMatchObject({ longest, dropped: 0 });
  });

  it("writes 20 new tokens where no length is named", () => {
    expect(prepare(rowOf(30), {})).toMatchObject({ longest: 50 });
  });

  it.each([
    [10, 4, 6, 14],
    [10, 10, 0, 20],
    [10, 99, 0, 20],
    [200, 100, 146, 64],
  ])("of %i tokens keeps the last %i where the request truncates", (length, truncate, dropped, longest) => {
    const parameters = { ...resolveParameters({ max_new_tokens: 10 }, {}, 0), truncate };
    const [prepared] = preparePrompts([rowOf(length)], parameters, byteCodec(), MODEL);
    const begun = { window: [], taken: 0 };
    const text = byteCodec().decode(rowOf(length));
    expect(prepared).toEqual({ ids: rowOf(length).slice(dropped), dropped, longest, text, begun });
  });

  it("encodes texts", () => {
    expect(prepare("ab", {})?.ids).toEqual([97, 98]);
  });

  it("starts an empty prompt with the beginning token, whatever ends a text", () => {
    expect(prepare("", { bos_token_id: 5, eos_token_id: [7, 8] })?.ids).toEqual([5]);
  });

  it("starts an empty prompt with what the tokenizer puts before every text, where it does", () => {
    const codec = { ...byteCodec(), prefix: [9] };
    expect(preparePrompts([""], resolveParameters({ bos_token_id: 5 }, {}, 0), codec, MODEL)[0]?.ids).toEqual([9]);
  });

  it.each([
    ["an empty prompt without a beginning token", "", { eos_token_id: 7 }, "bad_request", "prompt"],
    ["a beginning token that the model has not", "", { bos_token_id: 256 }, "bad_request", "bos_token_id"],
    [
      "a prompt that leaves max_length no room",
      "twenty characters...",
      { max_length: 20 },
      "bad_request",
      "max_length",
    ],
  ])("refuses %s", (_name, prompt, parameters, code, subject) => {
    expect(() => prepare(prompt, parameters)).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code, subject }) }),
    );
  });

  it("names all tokens of a prompt that was cut", () => {
    expect(() => prepare(rowOf(200), { max_length: 20 })).toThrow(
      saying("The prompt has 200 tokens, but max_length is 20"),
    );
  });

  it("refuses a token that the model does not have", () => {
    expect(() => prepare("é", {}, { vocabSize: 128, maxPositions: 64 })).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: "tokenizer_mismatch" }) }),
    );
  });
});
