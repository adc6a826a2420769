import { describe, expect, it } from "vitest";
import type { GenerationParameters } from "../contract/parameters.ts";
import { chainModel } from "./testing/chain-model.ts";
import { testRun } from "./testing/test-run.ts";
import { vocabularyCodec } from "./testing/vocabulary-codec.ts";

const WORDS = [
  "<end>",
  "Life",
  " is",
  " ",
  " not",
  " a",
  " wonder",
  " wonderful",
  "ful",
  ".",
  "\n",
  "\nnot",
  "P",
  "izza",
  "-",
];
const TOKENS = [
  ...WORDS,
  " won",
  "der",
  " 's",
  "'",
  "'s",
  "The",
  "There",
  "re",
  "日",
  "本",
  "日本",
  "\t",
  "\n\n",
  "http",
  ":",
  "://",
];
const id = (token: string) => TOKENS.indexOf(token);
const codec = vocabularyCodec(TOKENS, [0]);
const END = 0;

/** After each token what may follow, with its score beside 0 for all others; of equals the end is taken, being first. */
function modelOf(after: Readonly<Record<string, Readonly<Record<string, number>>>>) {
  const byId = Object.entries(after).map(([token, next]) => [
    id(token),
    Object.fromEntries(Object.entries(next).map(([follower, score]) => [id(follower), score])),
  ]);
  return chainModel(TOKENS.length, Object.fromEntries(byId));
}

async function heal(model: ReturnType<typeof modelOf>, prompt: string, more: GenerationParameters = {}) {
  const parameters = { token_healing: true, max_new_tokens: 6, eos_token_id: END, bos_token_id: END, ...more };
  return testRun(model, [prompt], parameters, {}, codec);
}

const textsOf = async (...asked: Parameters<typeof heal>) => (await heal(...asked)).samples.map(({ text }) => text);

const spaced = modelOf({ " is": { " not": 20, "\n": 12 }, " ": { not: 20 }, " not": { ".": 20 }, "\n": { Life: 20 } });

describe("a prompt that ends with white space", () => {
  it("goes on with a token that begins with it", async () => {
    const { samples, prompt_tokens } = await heal(spaced, "Life is ");
    expect(samples).toMatchObject([{ text: "not.", token_ids: [id(" not"), id("."), END], finish_reason: "eos" }]);
    expect(prompt_tokens).toBe(3);
  });

  it("stays as it is where healing is off", async () => {
    expect(await textsOf(spaced, "Life is ", { token_healing: false })).not.toEqual(["not."]);
  });

  it("has a line break that the model writes there followed, and one that it does not pass for a space", async () => {
    expect(await textsOf(spaced, "Life is\n")).toEqual(["Life"]);
    const prose = modelOf({ " is": { " not": 20 }, " not": { ".": 20 } });
    for (const space of ["\n", "\t", "\n\n", "  ", " \n\t "])
      expect(await textsOf(prose, `Life is${space}`)).toEqual(["not."]);
  });

  it("goes on from the beginning where it is nothing else", async () => {
    const begun = modelOf({ "<end>": { " not": 20 }, " not": { ".": 20 } });
    expect(await textsOf(begun, " ")).toEqual(["not."]);
    expect((await heal(begun, " ", { bos_token_id: 15 })).samples).toHaveLength(1);
  });
});

describe("a prompt that ends with a word", () => {
  it("has a word finished that the model does not know as whole", async () => {
    const model = modelOf({ " is": { " wonderful": 20 }, " wonderful": { ".": 20 }, " wonder": { ".": 20 } });
    expect(await textsOf(model, "Life is wonder")).toEqual(["ful."]);
  });

  it("has a whole word left whole", async () => {
    const model = modelOf({ " is": { " wonderful": 11, " wonder": 10 }, " wonder": { ful: 12, ".": 11 } });
    expect(await textsOf(model, "Life is wonder")).toEqual(["."]);
    expect(await textsOf(modelOf({ "<end>": { There: 11, The: 10 }, The: { re: 9, " is": 8 } }), "The")).toEqual([
      " is",
    ]);
    expect(await textsOf(modelOf({ izza: { "-": 10, " is": 9 } }), "Pizza")).toEqual([" is"]);
  });

  it("has an apostrophe after it", async () => {
    expect(await textsOf(modelOf({ Life: { "'s": 10, " is": 9 } }), "Life")).toEqual(["'s"]);
  });

  it("has several of its tokens replaced by one", async () => {
    const model = modelOf({ " is": { " wonderful": 20 }, " wonderful": { ".": 20 }, der: { ful: 20 } });
    const cut = {
      ...codec,
      encode: (text: string) =>
        codec.encode(text).flatMap((one) => (one === id(" wonder") ? [id(" won"), id("der")] : [one])),
    };
    const parameters = { token_healing: true, max_new_tokens: 6, eos_token_id: END };
    const { samples } = await testRun(model, ["Life is wonder"], parameters, {}, cut);
    expect(samples).toMatchObject([{ text: "ful.", token_ids: [id(" wonderful"), id("."), END] }]);
  });

  it("goes on at once in a script without spaces", async () => {
    expect(await textsOf(modelOf({ 日: { 本: 10, ".": 9 } }), "Life日")).toEqual(["本"]);
  });
});

describe("a prompt that ends with a sign", () => {
  const web = modelOf({ http: { "://": 20, ":": 10 }, "://": { Life: 20 } });

  it("has it joined with what follows, as by transformers", async () => {
    expect(await textsOf(web, "http:")).toEqual(["//Life"]);
  });

  it("keeps it where another is only a little likelier", async () => {
    const near = modelOf({ http: { "://": 10.5, ":": 10 }, ":": { Life: 20 } });
    expect(await textsOf(near, "http:")).toEqual(["Life"]);
  });
});

describe("healing", () => {
  it("works with beams, samples and several prompts", async () => {
    for (const more of [
      { num_beams: 3, num_return_sequences: 2 },
      { do_sample: true, num_return_sequences: 3 },
      { do_sample: true, best_of: 4 },
    ])
      for (const text of await textsOf(spaced, "Life is ", { ...more, max_new_tokens: 1 }))
        expect(text).toMatch(/^not/);
    const parameters = { token_healing: true, max_new_tokens: 1 };
    const { samples } = await testRun(spaced, ["Life is ", "Life is", "Life is not"], parameters, {}, codec);
    expect(samples.map(({ text }) => text)).toEqual(["not.", " not", "."]);
  });

  it("streams what it returns, and says where each token begins", async () => {
    const run = await heal(spaced, "Life is ", { max_new_tokens: 1, top_logprobs: 1 });
    expect(run.deltas.map(({ text }) => text).join("")).toBe("not.");
    expect(run.samples[0]?.details?.map(({ text, offset }) => [text, offset])).toEqual([
      [" not", -1],
      [".", 3],
    ]);
  });

  it("counts the prompt as it was typed", async () => {
    // The first new token stands for the space, too, and counts as the prompt's.
    const run = await heal(spaced, "Life is ", { max_new_tokens: 1 });
    expect(run).toMatchObject({ prompt_tokens: 3, completion_tokens: 1, samples: [{ text: "not." }] });
    const passed = await heal(modelOf({ " is": { " not": 20 }, " not": { ".": 20 } }), "Life is\n\n", {
      max_new_tokens: 1,
    });
    expect(passed).toMatchObject({ prompt_tokens: 3, completion_tokens: 1, samples: [{ text: "not" }] });
    const ended = modelOf({ " is": { " not": 20 }, " not": { "<end>": 20, ".": 10 } });
    expect((await heal(ended, "Life is ", { max_new_tokens: 4, min_new_tokens: 1 })).samples[0]?.text).toBe("not.");
    // White space that the model does not write there has no tokens: whatever its length, the text's own are counted.
    const short = modelOf({ " is": { " not": 20 }, " not": { "<end>": 20, ".": 10 }, ".": { "<end>": 20 } });
    for (const space of ["\n", "\n\n\t\n"])
      expect(await textsOf(short, `Life is${space}`, { min_new_tokens: 2 })).toEqual(["not."]);
  });

  it("gives a prompt all its new tokens where none of its own is kept", async () => {
    const model = modelOf({ "<end>": { " wonderful": 20 }, " wonderful": { ".": 20 }, ".": { ".": 20 } });
    const run = await heal(model, " wonder", { max_new_tokens: 2 });
    expect(run).toMatchObject({ prompt_tokens: 1, completion_tokens: 2, samples: [{ text: "ful.." }] });
  });

  it("has a stop string that begins in the dropped end", async () => {
    const [sample] = (await heal(spaced, "Life is ", { max_new_tokens: 4, stop_strings: ["is not"] })).samples;
    expect(sample).toMatchObject({ text: "", finish_reason: "stop_string" });
  });

  it("writes what the prompt says though it is banned, and nothing else that is", async () => {
    const banned = [" not", " a", " wonder", " wonderful", " 's", " is", " won", " "].map(id);
    const [sample] = (await heal(spaced, "Life is ", { suppress_tokens: banned, max_new_tokens: 2 })).samples;
    expect(sample?.token_ids[0]).toBe(id(" "));
    expect(banned).not.toContain(sample?.token_ids[1]);
  });

  it("leaves an empty prompt, token ids and what is continued as they are", async () => {
    const start = modelOf({ "<end>": { Life: 20 } });
    expect(await textsOf(start, "")).toEqual(["Life"]);
    const parameters = { token_healing: true, max_new_tokens: 1 };
    const given = await testRun(spaced, [[id("Life"), id(" is"), id(" ")]], parameters, {}, codec);
    expect(given.prompt_tokens).toBe(3);
    const continued = { text: " ", ids: [id(" ")] };
    const more = await testRun(spaced, ["Life is"], parameters, {}, codec, { continued });
    expect(more.prompt_tokens).toBe(3);
  });

  it("gives up when it is stopped", async () => {
    const parameters = { token_healing: true, max_new_tokens: 5 };
    const { samples } = await testRun(spaced, ["Life is "], parameters, { isStopped: () => true }, codec);
    expect(samples).toEqual([{ prompt: 0, text: "", token_ids: [], finish_reason: "stopped" }]);
  });
});
