import { describe, expect, it } from "vitest";
import { LIMITS } from "./limits.ts";
import { generationParameters, resolveParameters } from "./parameters.ts";
import { parseRequest } from "./request.ts";
import { unknownName } from "./suggest-name.ts";
import { tellInEnglish } from "./tell-in-english.ts";
import { saying } from "./testing/refused.ts";

describe("parseRequest", () => {
  it("takes a prompt with parameters as they are", () => {
    const request = { prompt: "life is not", parameters: { do_sample: true, top_p: 0.9, seed: 7 } };
    expect(parseRequest(request)).toEqual({ ok: true, value: request });
  });

  it.each([
    ["a missing prompt", {}, "prompt"],
    ["a number as prompt", { prompt: 7 }, "prompt"],
    ["no prompts", { prompt: [] }, "prompt"],
    ["top_p above 1", { prompt: "", parameters: { top_p: 1.5 } }, "parameters.top_p"],
    ["a temperature of 0", { prompt: "", parameters: { temperature: 0 } }, "parameters.temperature"],
    ["a negative top_k", { prompt: "", parameters: { top_k: -1 } }, "parameters.top_k"],
    ["half a token", { prompt: "", parameters: { max_length: 1.5 } }, "parameters.max_length"],
    ["NaN", { prompt: "", parameters: { temperature: Number.NaN } }, "parameters.temperature"],
    ["an unknown parameter", { prompt: "", parameters: { top_q: 1 } }, "parameters.top_q"],
  ])("refuses %s and names the field", (_name, request, field) => {
    const outcome = parseRequest(request);
    expect(outcome).toMatchObject({ ok: false });
    expect(outcome).toEqual(saying(/\w/, { code: "bad_request", subject: field, hint: /\w/ }));
  });

  it.each([
    [{ top_p: 1.5 }, "top_p must be a number from 0 to 1, not 1.5."],
    [{ top_k: "many" }, "top_k must be a whole number from 0 to 1000000."],
    [{ stop_strings: [""] }, "stop_strings must be a list of at most 16 texts of 1 to 200 characters."],
    [{ do_sample: 1 }, "do_sample must be true or false, not 1."],
    [{ top_q: 1 }, "There is no parameter top_q."],
    [{ maxNewTokens: 1 }, "There is no parameter maxNewTokens; did you mean max_new_tokens?"],
  ])("says of %o what is allowed", (parameters, message) => {
    const outcome = parseRequest({ prompt: "", parameters }, unknownName);
    expect(outcome.ok ? "" : tellInEnglish(outcome.failure).message).toBe(message);
  });

  it("takes null for not given, for every parameter and for all of them", () => {
    const nulls = Object.fromEntries(Object.keys(generationParameters.entries).map((name) => [name, null]));
    expect(parseRequest({ prompt: "a", parameters: nulls })).toEqual({
      ok: true,
      value: { prompt: "a", parameters: {} },
    });
    expect(parseRequest({ prompt: "a", parameters: null })).toEqual({
      ok: true,
      value: { prompt: "a", parameters: {} },
    });
    expect(parseRequest({ prompt: null })).toMatchObject({ ok: false, failure: { subject: "prompt" } });
    expect(parseRequest({ prompt: "a", parameters: { stop_strings: [null] } }).ok).toBe(false);
  });

  it("refuses a prompt over the limit", () => {
    const outcome = parseRequest({ prompt: "a".repeat(LIMITS.promptCharacters + 1) });
    expect(outcome.ok).toBe(false);
  });

  it("refuses more samples than beams", () => {
    const outcome = parseRequest({ prompt: "", parameters: { num_beams: 2, num_return_sequences: 3 } });
    expect(outcome).toMatchObject({ ok: false, failure: { subject: "num_return_sequences" } });
  });
});

describe("resolveParameters", () => {
  it("puts the request before the model, and the model before transformers' defaults", () => {
    const resolved = resolveParameters({ top_k: 5 }, { top_k: 9, top_p: 0.8, eos_token_id: 3 }, 42);
    expect(resolved).toMatchObject({ top_k: 5, top_p: 0.8, temperature: 1, eos_token_id: [3], seed: 42 });
  });

  it("lets max_length of a request go before max_new_tokens of the model", () => {
    expect(resolveParameters({ max_length: 30 }, { max_new_tokens: 9 }, 0).max_new_tokens).toBeNull();
  });
});
