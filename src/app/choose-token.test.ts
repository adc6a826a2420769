import { describe, expect, it } from "vitest";
import type { Sample } from "../contract/generate-result.ts";
import type { PromptToken } from "../contract/token-detail.ts";
import { broughtTexts, chooseToken, countPromptTokens, scoreOf, textOfRun } from "./choose-token.ts";
import { endRun, type RunRequest, startRun } from "./state/run.ts";
import { resultOf } from "./testing/answers.ts";

const request: RunRequest = {
  prompt: "life",
  continued: { text: "", ids: [] },
  parameters: { top_k: 5, min_length: 3 },
  isDefaultPrompt: false,
};

function runOf(text: string, sample: Partial<Sample> = {}, more: Partial<RunRequest> = {}) {
  const result = resultOf("life", text, 42);
  const samples = result.samples.map((one) => ({ ...one, ...sample }));
  return endRun(startRun(1, { ...request, ...more }), { ...result, samples });
}

function textOf(run: ReturnType<typeof runOf>) {
  const [sample] = run.result?.samples ?? [];
  const text = sample && textOfRun(run, sample);
  if (text === undefined) throw new Error("nothing was written");
  return text;
}

const scored = (run: ReturnType<typeof runOf>) => scoreOf(textOf(run));

/** Tokens that stand behind each other; each part is a text, or bytes. */
function tokensOf(...parts: (string | number[])[]): PromptToken[] {
  let offset = 0;
  return parts.map((part, id) => {
    const token = { id, text: "", logprob: -1, top: [], offset };
    if (typeof part !== "string") return { ...token, bytes: part };
    offset += part.length;
    return { ...token, text: part };
  });
}

const alternative = (more: object) => ({ id: 99, text: "", logprob: -2, ...more });

describe("scoreOf", () => {
  it.each([
    ["with the very tokens", " is", { token_ids: [1, 2] }, { text: " is", ids: [1, 2] }],
    ["with the token that ended it", " is", { token_ids: [1, 0], finish_reason: "eos" }, { text: " is", ids: [1, 0] }],
    ["without half a character", " \uFFFD", { token_ids: [1, 240], unfinished: 1 }, { text: " ", ids: [1, 240] }],
    [
      "as a text before a stop string",
      " is",
      { token_ids: [1, 2, 3], finish_reason: "stop_string" },
      { text: " is", ids: [] },
    ],
  ] as const)("asks for what was written behind its prompt, %s", (_name, text, sample, continued) => {
    expect(scored(runOf(text, sample))).toEqual({ text: "life", continued, top_logprobs: 10, as_prompt: true });
  });

  it("asks for all that was continued, too", () => {
    const run = runOf(" long", { token_ids: [3] }, { continued: { text: " is", ids: [2] } });
    expect(scored(run).continued).toEqual({ text: " is long", ids: [2, 3] });
  });
});

describe("broughtTexts", () => {
  const shared = { prompt: "life is", parameters: { seed: 7 }, texts: [" long", " short"] };

  it("are the link's or the history's, as texts, with the length that the model writes by itself", () => {
    const texts = broughtTexts(shared, undefined, { max_new_tokens: 35 });
    expect(texts).toMatchObject([
      { prompt: "life is", continued: { text: " long", ids: [] }, parameters: { seed: 7 }, most: 35 },
      { continued: { text: " short", ids: [] } },
    ]);
    expect(broughtTexts({ ...shared, parameters: { max_new_tokens: 9 } }, undefined, {})[0]?.most).toBe(9);
  });

  it("begin where the prompt ends that was typed", () => {
    const [text] = broughtTexts(shared, { prompt: "life", text: " is", ids: [3] }, {});
    expect(text).toMatchObject({ prompt: "life", continued: { text: " is long", ids: [] } });
  });
});

describe("countPromptTokens", () => {
  const end = { id: 9, text: "</s>", special: true as const, logprob: -1, top: [], offset: 4 };

  it.each([
    ["which end where it ends", tokensOf("li", "fe", " is"), 2],
    ["which end within the answer's first one", tokensOf("li", "fe is", " long"), 1],
    ["and the end after it", [...tokensOf("life"), end], 1],
    ["and nothing after it", tokensOf("li", "fe"), 2],
    ["none of which came yet", [], 0],
  ])("counts the prompt's own tokens, %s", (_name, tokens, count) => {
    expect(countPromptTokens(tokens, 4)).toBe(count);
  });
});

describe("chooseToken", () => {
  const tokens = tokensOf("life", " is", " long", ".");
  const choose = (place: number, more: object, of = tokens, text = " is long.") =>
    chooseToken(textOf(runOf(text)), of, place, alternative(more));

  it("goes on behind the choice, with the tokens before it, the same seed and as many new tokens as before", () => {
    expect(choose(2, { text: " short" })).toEqual({
      prompt: "life",
      continued: { text: " is short", ids: [1, 99] },
      step: { max_new_tokens: 20, num_return_sequences: 1 },
      parameters: { top_k: 5, max_new_tokens: 20, num_return_sequences: 1, seed: 42 },
      isDefaultPrompt: false,
    });
    expect(choose(1, { text: " was" })?.continued).toEqual({ text: " was", ids: [99] });
    expect(choose(9, { text: " was" })).toBeUndefined();
  });

  it("completes a character that was begun, and leaves half of one out of the text", () => {
    const parts = tokensOf("life", " ", [0xf0, 0x9f], [0x98], [0x80]);
    const at = (place: number, bytes: number[]) => choose(place, { bytes }, parts, " 😀")?.continued;
    expect(at(4, [0x81])).toEqual({ text: " 😁", ids: [1, 2, 3, 99] });
    expect(at(3, [0x99])).toEqual({ text: " ", ids: [1, 2, 99] });
    expect(at(2, [0xc3, 0xa9])).toEqual({ text: " é", ids: [1, 99] });
  });

  it("adds what is behind the prompt's end where a token holds both", () => {
    const healed = tokensOf("li", "fe is", " long");
    expect(choose(1, { text: "feless" }, healed)?.continued).toEqual({ text: "less", ids: [99] });
  });
});
