import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCodec } from "../tokenizer/create-codec.ts";
import { readTokenizerFile } from "../tokenizer/read-tokenizer.ts";
import { chainModel } from "./testing/chain-model.ts";
import { randomGpt2 } from "./testing/random-gpt2.ts";
import { testRun } from "./testing/test-run.ts";
import { byteCodec } from "./testing/vocabulary-codec.ts";

const EMOJI = [0xf0, 0x9f, 0x98, 0x80] as const;
/** After `!` come the four bytes of an emoji, one token each. */
const emoji = () =>
  chainModel(256, { 33: { 240: 8 }, 240: { 159: 8 }, 159: { 152: 8 }, 152: { 128: 8 }, 128: { 33: 8 } });

describe("a run that goes on where another one ended", () => {
  it("finishes the character that was begun", async () => {
    const parameters = { max_new_tokens: 2 };
    const [first] = (await testRun(emoji(), ["!"], parameters)).samples;
    expect(first).toMatchObject({ text: "\uFFFD", unfinished: 1, token_ids: EMOJI.slice(0, 2) });
    const continued = { text: "", ids: EMOJI.slice(0, 2) };
    const { samples, deltas } = await testRun(emoji(), ["!"], parameters, {}, byteCodec(), { continued });
    expect(samples[0]).toMatchObject({ text: "😀", token_ids: EMOJI.slice(2) });
    expect(samples[0]).not.toHaveProperty("unfinished");
    expect(deltas.map(({ text }) => text)).toEqual(["", "😀"]);
  });

  it.each([{}, { num_beams: 3 }])("writes what one longer run would, wherever it is cut: %j", async (search) => {
    const whole = (await testRun(randomGpt2(3), ["abc"], { ...search, max_new_tokens: 12 })).samples[0];
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 11 }), fc.integer({ min: 0, max: 6 }), async (cut, seed) => {
        const full = (await testRun(randomGpt2(seed), ["abc"], { max_new_tokens: 12 })).samples[0];
        const first = (await testRun(randomGpt2(seed), ["abc"], { max_new_tokens: cut })).samples[0];
        const text = (first?.text ?? "").slice(0, (first?.text.length ?? 0) - (first?.unfinished ?? 0));
        const continued = { text, ids: [...(first?.token_ids ?? [])] };
        const rest = (
          await testRun(randomGpt2(seed), ["abc"], { max_new_tokens: 12 - cut }, {}, byteCodec(), { continued })
        ).samples[0];
        expect([...(first?.token_ids ?? []), ...(rest?.token_ids ?? [])]).toEqual(full?.token_ids);
        expect(text + (rest?.text ?? "")).toBe(full?.text);
      }),
      { numRuns: 40 },
    );
    expect(whole?.token_ids).toHaveLength(12);
  });

  it("takes the very tokens, also where the text would be cut into others", async () => {
    const codec = byteCodec(["ab"]);
    const continued = { text: "ab", ids: [97, 98] };
    const { prompt_tokens, prompts } = await testRun(randomGpt2(1, { vocab_size: 257 }), ["x"], {}, {}, codec, {
      continued,
    });
    expect([prompt_tokens, prompts]).toEqual([3, ["xab"]]);
  });

  it.each([
    ["stand for another text", { text: "ab", ids: [97, 99] }],
    ["are not in the vocabulary", { text: "ab", ids: [97, 98, 999] }],
    ["are not given", { text: "ab", ids: [] }],
  ])("takes the text where the tokens %s, as of another model", async (_name, continued) => {
    const codec = byteCodec(["ab"]);
    const { prompt_tokens } = await testRun(randomGpt2(1, { vocab_size: 257 }), ["x"], {}, {}, codec, { continued });
    expect(prompt_tokens).toBe(2);
  });

  it("stops at a stop string that begins in what was written before", async () => {
    const continued = { text: "!", ids: [33] };
    const after = chainModel(256, { 33: { 97: 8 }, 97: { 98: 8 }, 98: { 99: 8 } });
    const parameters = { stop_strings: ["!ab"], max_new_tokens: 5 };
    const { samples } = await testRun(after, ["x"], parameters, {}, byteCodec(), { continued });
    expect(samples[0]).toMatchObject({ finish_reason: "stop_string", token_ids: [97, 98], text: "" });
  });
});

describe("a prompt whose end was written anew", () => {
  const codec = byteCodec([" n", " no"]);
  /** After a space in the prompt comes ` no`, then `t` and `s` in turns. */
  const chain = () => chainModel(258, { 120: { 257: 9 }, 257: { 116: 9 }, 116: { 115: 9 }, 115: { 116: 9 } });

  it("goes on from the tokens that took its place", async () => {
    const parameters = { max_new_tokens: 2, token_healing: true };
    const [first] = (await testRun(chain(), ["x "], parameters, {}, codec)).samples;
    expect(first).toMatchObject({ token_ids: [257, 116, 115], text: "nots" });
    const continued = { text: "nots", ids: [257, 116, 115] };
    const rest = await testRun(chain(), ["x "], parameters, {}, codec, { continued });
    expect(rest).toMatchObject({ prompt_tokens: 4, samples: [{ text: "ts", token_ids: [116, 115] }] });
  });

  it("goes on from the space that its white space was passed for", async () => {
    const parameters = { max_new_tokens: 2, token_healing: true };
    const model = () => chainModel(258, { 120: { 257: 20 }, 257: { 116: 9 }, 116: { 115: 9 } });
    const [first] = (await testRun(model(), ["x\n\n"], parameters, {}, codec)).samples;
    expect(first).toMatchObject({ token_ids: [257, 116], text: "not" });
    const continued = { text: "not", ids: [257, 116] };
    const rest = await testRun(model(), ["x\n\n"], { max_new_tokens: 1 }, {}, codec, { continued });
    expect(rest).toMatchObject({ prompt_tokens: 3, samples: [{ text: "s", token_ids: [115] }] });
  });
});

describe("a tokenizer whose words bring the space before them", () => {
  const words = ["▁", "a", "b", "▁a", "▁b", "c"];
  const metaspace = { type: "Metaspace", replacement: "▁", prepend_scheme: "always", split: true };
  const file = {
    model: { type: "BPE", vocab: Object.fromEntries(words.map((word, id) => [word, id])), merges: ["▁ a", "▁ b"] },
    pre_tokenizer: metaspace,
    decoder: metaspace,
  };
  const codec = createCodec(readTokenizerFile(JSON.stringify(file), "tokenizer.json"), "tokenizer.json");
  /** After `▁a` comes `▁b`, then `c`, then `▁a` again. */
  const chain = () => chainModel(6, { 3: { 4: 8 }, 4: { 5: 8 }, 5: { 3: 8 } });

  it("gets the text as the whole would be decoded, and goes on with its tokens", async () => {
    const [first] = (await testRun(chain(), ["a"], { max_new_tokens: 4 }, {}, codec)).samples;
    expect(first).toMatchObject({ token_ids: [4, 5, 3, 4], text: " bc a b" });
    const continued = { text: first?.text ?? "", ids: [...(first?.token_ids ?? [])] };
    const rest = await testRun(chain(), ["a"], { max_new_tokens: 2 }, {}, codec, { continued });
    expect(rest.prompt_tokens).toBe(5);
    expect(rest.samples[0]).toMatchObject({ token_ids: [5, 3], text: "c a" });
    expect(rest.deltas.map(({ text }) => text)).toEqual(["c", " a"]);
  });

  it("finds stop strings over several tokens, and says where each token begins", async () => {
    const parameters = { max_new_tokens: 8, stop_strings: ["c a"], top_logprobs: 1 };
    const [sample] = (await testRun(chain(), ["a"], parameters, {}, codec)).samples;
    expect(sample).toMatchObject({ text: " b", finish_reason: "stop_string" });
    expect(sample?.details?.map(({ text, offset }) => [text, offset])).toEqual([
      [" b", 0],
      ["c", 2],
      [" a", 3],
    ]);
  });
});
