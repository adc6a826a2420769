import { describe, expect, it } from "vitest";
import { fail, succeed } from "../contract/outcome.ts";
import { ask, get } from "./testing/ask.ts";
import { pageThatSays } from "./testing/page.ts";

const { host } = pageThatSays(" fine.");

async function refusal(path: string, body: unknown) {
  const response = await ask(path, body, host);
  return { status: response.status, ...(await response.json()) };
}

describe("a body that is refused", () => {
  it.each([
    ["generate_quote", { prompt: 7 }, ["prompt"], "string_type", undefined],
    ["generate_quote", { top_p: -1 }, ["top_p"], "greater_than_equal", { ge: 0 }],
    ["generate_quote", { top_p: "0.9" }, ["top_p"], "float_type", undefined],
    ["generate_quote", { top_k: "5" }, ["top_k"], "int_type", undefined],
    ["generate_quote", { top_k: 1.5 }, ["top_k"], "int_from_float", undefined],
    ["generate_quote", { do_sample: 1 }, ["do_sample"], "bool_type", undefined],
    ["generate_quote", { stop_strings: "x" }, ["stop_strings"], "list_type", undefined],
    ["generate_quote", { stop_strings: ["a", 1] }, ["stop_strings", 1], "string_type", undefined],
    ["generate_quote", { stop_strings: [""] }, ["stop_strings", 0], "string_too_short", { min_length: 1 }],
    [
      "generate_quote",
      { stop_strings: Array(17).fill("a") },
      ["stop_strings"],
      "too_long",
      { field_type: "List", max_length: 16, actual_length: 17 },
    ],
    ["generate_quote", { early_stopping: "maybe" }, ["early_stopping"], "bool_type", undefined],
    ["generate", {}, ["inputs"], "missing", undefined],
    ["generate", { inputs: null }, ["inputs"], "missing", undefined],
    ["generate", { inputs: "a", parameters: 3 }, ["parameters"], "model_attributes_type", undefined],
    ["generate", { inputs: "a", parameters: { top_p: 2 } }, ["parameters", "top_p"], "less_than_equal", { le: 1 }],
    ["generate", { inputs: "a", parameters: { grammar: {} } }, ["parameters", "grammar"], "none_required", undefined],
    [
      "generate",
      { inputs: "a", parameters: { truncate: 0 } },
      ["parameters", "truncate"],
      "greater_than_equal",
      { ge: 1 },
    ],
    [
      "generate",
      { inputs: "a", options: { wait_for_model: true } },
      ["options", "wait_for_model"],
      "literal_error",
      { expected: "false" },
    ],
    ["v1/completions", { stop: 5 }, ["stop"], "string_type", undefined],
    ["v1/completions", { stop: ["a", null] }, ["stop", 1], "string_type", undefined],
    [
      "v1/completions",
      { prompt: [] },
      ["prompt"],
      "too_short",
      { field_type: "List", min_length: 1, actual_length: 0 },
    ],
    [
      "v1/completions",
      { stream_options: { include_usage: 1 } },
      ["stream_options", "include_usage"],
      "bool_type",
      undefined,
    ],
    ["perplexity", { text: "" }, ["text"], "string_too_short", { min_length: 1 }],
    ["perplexity", { text: "a", top_logprobs: 21 }, ["top_logprobs"], "less_than_equal", { le: 20 }],
    ["alternatives", { text: "a", position: -1 }, ["position"], "greater_than_equal", { ge: 0 }],
    ["alternatives", { position: 1 }, ["text"], "missing", undefined],
  ])("%s %j is told as pydantic does: %j %s", async (path, body, loc, type, ctx) => {
    const { status, detail, error } = await refusal(path, body);
    expect([status, detail.length]).toEqual([422, 1]);
    expect(detail[0]).toMatchObject({ loc: ["body", ...loc], type, ...(ctx && { ctx }) });
    const field = loc.findLast((part) => typeof part === "string");
    expect(detail[0].msg).toMatch(new RegExp(`^${field} (must be|is required|is not supported)`));
    expect(error).toEqual({ message: detail[0].msg, type: "invalid_request_error", param: loc.join("."), code: type });
  });

  it.each([
    ["generate_quote", { maxNewTokens: 9 }, ["maxNewTokens"], "max_new_tokens"],
    ["generate_quote", { inputs: "a" }, ["inputs"], "prompt"],
    ["generate", { inputs: "a", parameters: { max_tokens: 9 } }, ["parameters", "max_tokens"], "max_new_tokens"],
    ["generate", { inputs: "a", parameters: { topP: 1 } }, ["parameters", "topP"], "top_p"],
    ["generate", { inputs: "a", steam: true }, ["steam"], "stream"],
    ["v1/completions", { max_new_tokens: 9 }, ["max_new_tokens"], "max_tokens"],
    ["v1/completions", { num_return_sequences: 9 }, ["num_return_sequences"], "n"],
    ["v1/completions", { stream_options: { includeUsage: true } }, ["stream_options", "includeUsage"], "include_usage"],
    ["perplexity", { text: "a", prompt: "a" }, ["prompt"], "text"],
  ])("%s asks for %j whether %j meant %s", async (path, body, loc, meant) => {
    const { detail, error } = await refusal(path, body);
    const unknown = detail.find(({ type }: { type: string }) => type === "extra_forbidden");
    expect(unknown.loc).toEqual(["body", ...loc]);
    expect(unknown.msg).toContain(`There is no parameter ${loc.at(-1)}; did you mean ${meant}?`);
    expect(error.message).toContain(`did you mean ${meant}?`);
  });

  it("has every unknown field named, not only the first", async () => {
    const { detail } = await refusal("generate_quote", { one: 1, two: 2, __proto__: 3, constructor: 4 });
    expect(detail.map(({ loc }: { loc: string[] }) => loc[1])).toEqual(["one", "two", "constructor"]);
    const hostile = await refusal("generate_quote", '{"__proto__": {"a": 1}, "prompt": "a"}');
    expect(hostile.detail[0]).toMatchObject({ loc: ["body", "__proto__"], type: "extra_forbidden" });
  });

  it("T42: has at most 20 of its unknown fields named, and none at length", async () => {
    const many = Object.fromEntries(Array.from({ length: 9000 }, (_, i) => [`k${i}`, i]));
    expect((await refusal("generate_quote", many)).detail).toHaveLength(20);
    const long = await refusal("generate", { inputs: "a", parameters: { ["\u202ek".repeat(20_000)]: 1 } });
    expect(JSON.stringify(long).length).toBeLessThan(1000);
    expect(long.detail[0].msg).not.toContain("\u202e");
  });

  it.each(["__proto__", "prototype", "constructor"])("T42: has the name %s refused in a record, too", async (name) => {
    const { status, detail } = await refusal("v1/completions", `{"prompt": "a", "logit_bias": {"${name}": 5, "7": 1}}`);
    expect([status, detail[0]]).toMatchObject([422, { loc: ["body", "logit_bias", name], type: "extra_forbidden" }]);
  });

  const DEEP = "[".repeat(90_000) + "]".repeat(90_000);
  it.each([
    ["generate", DEEP, ["body"], "recursion_loop"],
    ["generate", `{"inputs": ${DEEP}}`, ["body"], "recursion_loop"],
    ["generate_quote", `{"none": ${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}}`, ["body"], "recursion_loop"],
    ["v1/completions", `{"logit_bias": {"7": ${DEEP}}}`, ["body"], "recursion_loop"],
    ["perplexity", '{"text": "half \\ud83d"}', ["body", "text"], "string_unicode"],
    ["generate_quote", '{"prompt": "\\ude00 half"}', ["body", "prompt"], "string_unicode"],
    ["v1/completions", '{"prompt": ["a", "\\ud83d"]}', ["body", "prompt", 1], "string_unicode"],
    [
      "generate",
      '{"inputs": "a", "parameters": {"stop": ["\\udfff"]}}',
      ["body", "parameters", "stop", 0],
      "string_unicode",
    ],
  ])(
    "T42: sent to %s is refused where it is nested without end or holds half a character",
    async (path, body, loc, type) => {
      const { status, detail } = await refusal(path, body);
      expect([status, detail]).toMatchObject([422, [{ loc, type }]]);
    },
  );

  it("takes whole characters of two units", async () => {
    expect(await refusal("generate", '{"inputs": "\\ud83d\\ude00"}')).toMatchObject({ status: 200 });
  });

  it("gets its short values back, and its long ones not", async () => {
    expect((await refusal("generate_quote", { top_p: 2 })).detail[0].input).toBe(2);
    expect((await refusal("generate_quote", { prompt: ["a".repeat(9000)] })).detail[0]).not.toHaveProperty("input");
  });

  it.each([
    ["", "missing", "The body is empty."],
    ["  ", "missing", "The body is empty."],
    ["{", "json_invalid", expect.stringContaining("The body is not JSON")],
    ["[]", "model_attributes_type", "The body must be a JSON object."],
    ["null", "model_attributes_type", "The body must be a JSON object."],
    ['"a"', "model_attributes_type", "The body must be a JSON object."],
  ])("%j is no body at all", async (body, type, msg) => {
    for (const path of ["generate_quote", "generate", "v1/completions", "perplexity", "alternatives"]) {
      const { status, detail, error } = await refusal(path, body);
      expect([status, detail]).toEqual([422, [expect.objectContaining({ loc: ["body"], type, msg })]]);
      expect(error).toMatchObject({ message: msg, param: null, code: type });
    }
  });

  it.each([
    [
      "generate_quote",
      { prompt: null, top_p: null, seed: null, stop_strings: null, max_new_tokens: 3 },
      { max_new_tokens: 3 },
    ],
    ["generate_quote", { prompt: "a", top_p: null, odd: null }, {}],
    ["generate_quote", {}, {}],
  ])("takes null for not given: %s %o", async (path, body, parameters) => {
    const page = pageThatSays(" fine.");
    expect((await ask(path, body, page.host)).status).toBe(200);
    const without = pageThatSays(" fine.");
    const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
    await ask(path, given, without.host);
    expect(page.calls).toHaveLength(1);
    expect(page.calls[0]?.request).toEqual(without.calls[0]?.request);
    expect(page.calls[0]?.request.parameters).toMatchObject(parameters);
  });

  it("takes null for not given: perplexity", async () => {
    const score = { tokens: 1, bytes: 1, perplexity: 2, bits_per_byte: 1 };
    const { host: scorer } = pageThatSays("", { score: async () => succeed(score) });
    const answer = await ask("perplexity", { text: "a", odd: null }, scorer);
    expect([answer.status, await answer.json()]).toEqual([200, score]);
    const { status, detail } = await refusal("perplexity", { text: null });
    expect([status, detail]).toEqual([422, [expect.objectContaining({ loc: ["body", "text"], type: "missing" })]]);
  });

  it("names the route's own field where the model's page refuses a parameter", async () => {
    const failure = fail("bad_request", "request", { field: "max_length" }, { subject: "parameters.max_length" });
    const page = pageThatSays("", { generate: async () => failure });
    const fieldOf = async (path: string, body: object) =>
      (await (await ask(path, body, page.host)).json()).detail[0].loc;
    expect(await fieldOf("generate_quote", {})).toEqual(["body", "max_length"]);
    expect(await fieldOf("generate", { inputs: "a" })).toEqual(["body", "parameters", "max_length"]);
    expect(await fieldOf("generate", { inputs: "a", stream: true })).toEqual(["body", "parameters", "max_length"]);
    const empty = pageThatSays("", {
      generate: async () => fail("bad_request", "empty_prompt", {}, { subject: "prompt" }),
    });
    const response = await (await ask("generate", { inputs: "" }, empty.host)).json();
    expect(response.detail[0].loc).toEqual(["body", "inputs"]);
  });
});

it("carries an error object for OpenAI's client beside every refusal", async () => {
  const text = { headers: { "Content-Type": "text/plain" } };
  const responses = [
    await get("", host, { Origin: "https://evil.test" }),
    await get("nothing", host),
    await get("generate", host),
    await ask("generate", "{}", host, text),
    await ask("generate", `"${"a".repeat(5_000_000)}"`, host),
    await ask("generate", {}, host),
    await ask("generate", { inputs: "a" }),
  ];
  expect(responses.map(({ status }) => status)).toEqual([403, 404, 405, 415, 413, 422, 503]);
  for (const response of responses) {
    const { detail, error } = await response.json();
    expect(Object.keys(error)).toEqual(["message", "type", "param", "code"]);
    expect(error.message).toBe(typeof detail === "string" ? detail : detail[0].msg);
  }
});
