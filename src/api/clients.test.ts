import { fail, failed, makeFailure, succeed, type Failure } from "../contract/outcome.ts";
import { InferenceClient } from "@huggingface/inference";
import type { TextGenerationOutput, TextGenerationStreamOutput } from "@huggingface/tasks";
import OpenAI, { BadRequestError, InternalServerError, RateLimitError, UnprocessableEntityError } from "openai";
import { describe, expect, it } from "vitest";
import type { ApiHost } from "../contract/api/host.ts";
import { resolveParameters } from "../contract/parameters.ts";
import { ask, eventsOf, fetchFrom, ORIGIN } from "./testing/ask.ts";
import { pageThatSays } from "./testing/page.ts";

function openAi(host: ApiHost | undefined): OpenAI {
  const baseURL = `${ORIGIN}/api/v1`;
  return new OpenAI({ baseURL, apiKey: "none", maxRetries: 0, fetch: fetchFrom(host), dangerouslyAllowBrowser: true });
}

async function errorOf(call: PromiseLike<unknown>): Promise<unknown> {
  try {
    return await call;
  } catch (error) {
    return error;
  }
}

describe("the openai package", () => {
  it.each([
    [
      { top_p: 2 },
      { message: "422 top_p must be a number from 0 to 1, not 2.", param: "top_p", code: "less_than_equal" },
    ],
    [
      { max_tokens: -1 },
      {
        message: "422 max_tokens must be a whole number from 0 to 4096, not -1.",
        param: "max_tokens",
        code: "greater_than_equal",
      },
    ],
    [
      { best_of: 2, n: 3 },
      { message: expect.stringContaining("best_of (2) must not be under num_return_sequences (3)"), param: "best_of" },
    ],
    [
      { best_of: 3, temperature: 0 },
      { message: expect.stringContaining("best_of 3 needs do_sample"), param: "best_of" },
    ],
    [
      { logit_bias: { "5": 900 } },
      {
        message: "422 logit_bias must be an object of token numbers with biases from -100 to 100.",
        param: "logit_bias",
      },
    ],
    [
      { max_completion_tokens: 9 },
      { message: expect.stringContaining("max_completion_tokens; did you mean max_tokens?"), code: "extra_forbidden" },
    ],
    [
      { prompt: [[1, -2, 3]] },
      { message: expect.stringMatching(/^422 prompt must be a text .* or a list of token numbers, .*\.$/) },
    ],
    [
      { suffix: "the end" },
      { message: '422 suffix is not supported; leave it out or send "".', param: "suffix", code: "literal_error" },
    ],
  ])("shows why %j is refused", async (wrong, expected) => {
    const error = await errorOf(
      openAi(pageThatSays("").host).completions.create({ model: "quotes", prompt: "a", ...wrong }),
    );
    expect(error).toBeInstanceOf(UnprocessableEntityError);
    expect(error).toMatchObject({ type: "invalid_request_error", ...expected });
  });

  it("shows why a call fails that is right", async () => {
    const ask = { model: "quotes", prompt: "a" };
    const withFailure = (failure: Failure) =>
      errorOf(openAi(pageThatSays("", { generate: async () => failed(failure) }).host).completions.create(ask));

    const busy = await withFailure(makeFailure("busy", "queue", { most: 4 }, { retryAfterSeconds: 1 }));
    expect(busy).toBeInstanceOf(RateLimitError);
    expect(busy).toMatchObject({
      message: "429 4 calls run or wait already; try again in a moment.",
      type: "rate_limit_error",
      param: null,
      code: "busy",
    });

    const died = await withFailure(makeFailure("worker_died", "not_loaded", {}));
    expect(died).toBeInstanceOf(InternalServerError);
    expect(died).toMatchObject({
      message:
        "503 The model's thread ended: its script could not be loaded. Check the connection, then load the page again.",
      type: "server_error",
      code: "worker_died",
    });

    const broken = await withFailure(makeFailure("internal", "error", { reason: "x is not a function" }));
    expect(broken).toMatchObject({ message: "500 x is not a function", type: "server_error", code: "internal" });

    const rows = makeFailure("limit_exceeded", "rows", { rows: 64, most: 32 }, { subject: "num_return_sequences" });
    expect(await withFailure(rows)).toMatchObject({
      status: 413,
      message: expect.stringMatching(/^413 The request asks for 64 texts at once; 32 is the most\./),
      param: "n",
    });

    const none = await errorOf(openAi(undefined).completions.create(ask));
    expect(none).toMatchObject({ status: 503, message: expect.stringContaining("api.js"), code: "not_loaded" });

    const throws = { generate: () => Promise.reject(new Error("The port is closed.")) };
    expect(await errorOf(openAi(pageThatSays("", throws).host).completions.create(ask))).toMatchObject({
      message: "500 The port is closed.",
    });
  });

  it("shows which route there is instead of one that there is not", async () => {
    const client = openAi(pageThatSays("").host);
    const chat = client.chat.completions.create({ model: "quotes", messages: [] });
    expect(await errorOf(chat)).toMatchObject({
      status: 404,
      message: expect.stringContaining("GPT-2 has no chat template"),
    });
    const { message } = Object(await errorOf(client.post("/completion", { body: {} })));
    expect(message).toContain("did you mean api/v1/completions?");
    for (const name of ["constructor", "__proto__", "toString"]) {
      expect(await errorOf(client.get(`/../${name}`))).toMatchObject({ status: 404 });
    }
    expect(await errorOf(client.get("/completions"))).toMatchObject({ status: 405, code: "method_not_allowed" });
    expect(await errorOf(client.post("/completions"))).toMatchObject({ message: expect.stringMatching(/^415|^422/) });
  });

  it("throws what went wrong in the middle of a stream", async () => {
    const lost = fail("gpu_lost", "lost", { reason: "device lost" });
    const { host } = pageThatSays("", {
      async generate(_call, onDeltas) {
        await onDeltas?.([{ sample: 0, text: " one", tokens: 1 }]);
        return lost;
      },
    });
    const stream = await openAi(host).completions.create({ model: "quotes", prompt: "a", stream: true });
    const texts: string[] = [];
    const error = await errorOf(
      (async () => {
        for await (const chunk of stream) texts.push(chunk.choices[0]?.text ?? "");
      })(),
    );
    expect(texts).toEqual([" one"]);
    expect(error).toMatchObject({
      message: "The GPU went away: device lost The page starts it again by itself.",
      type: "server_error",
      code: "gpu_lost",
    });
    expect(error).not.toBeInstanceOf(BadRequestError);
  });

  it("takes every field of OpenAI's schema at its neutral value, and null for those not given", async () => {
    const { host, calls } = pageThatSays(" one");
    const neutral = {
      best_of: 1,
      echo: false,
      frequency_penalty: 0,
      logit_bias: {},
      logprobs: null,
      max_tokens: 16,
      n: 1,
      presence_penalty: 0,
      seed: null,
      stop: null,
      stream: false,
      stream_options: null,
      suffix: "",
      temperature: 1,
      top_p: 1,
      user: "somebody",
    } as const;
    const nulls = Object.fromEntries(Object.keys(neutral).map((name) => [name, null]));
    const { completions } = openAi(host);
    await completions.create({ model: "quotes", prompt: "a" });
    await completions.create({ model: "quotes", prompt: "a", ...neutral });
    await completions.create({ model: "quotes", prompt: "a", ...nulls });
    await completions.create({ model: "quotes", prompt: null, stream: false, suffix: null, logit_bias: { "5": 0 } });
    const [plain, ...others] = calls.map(({ request }) => resolveParameters(request.parameters, {}, 5));
    for (const other of others) expect(other).toEqual(plain);
    expect(calls[0]?.request.parameters).toEqual(calls[2]?.request.parameters);
    expect(calls[3]?.request.prompt).toBe("");
  });

  it("leaves to the model's own settings what it leaves out", async () => {
    const page = pageThatSays(" one");
    const ownRules: [number[], number][] = [[[0], 1.5]];
    const defaults = { do_sample: true, temperature: 0.65, top_k: 40, max_length: 40, sequence_bias: ownRules };
    const status = async () => ({ model: { ...page.model, defaults }, queued: 0 });
    const { completions } = openAi({ ...page.host, status });
    const asked = async (more: object) => {
      await completions.create({ model: "quotes", prompt: "a", ...more });
      return resolveParameters(page.calls.at(-1)?.request.parameters ?? {}, defaults, 5);
    };
    const own = { ...defaults, best_of: 1, max_new_tokens: null };
    expect(await asked({})).toMatchObject(own);
    expect(await asked({ max_tokens: 7, top_k: 3 })).toMatchObject({ ...own, max_new_tokens: 7, top_k: 3 });
    expect(await asked({ temperature: 0 })).toMatchObject({ do_sample: false });
    const sequence_bias = [...ownRules, [[5], -100]];
    expect(await asked({ logit_bias: { "5": -100 } })).toMatchObject({ ...own, sequence_bias });
    defaults.do_sample = false;
    expect(await asked({})).toMatchObject({ do_sample: false });
    expect(await asked({ temperature: 0.8 })).toMatchObject({ do_sample: true, temperature: 0.8 });
  });

  it("draws among all tokens, 16 of them, where the model has no settings either", async () => {
    const { host, calls } = pageThatSays(" one");
    await openAi(host).completions.create({ model: "quotes", prompt: "a" });
    const parameters = resolveParameters(calls[0]?.request.parameters ?? {}, {}, 5);
    expect(parameters).toMatchObject({ do_sample: true, temperature: 1, top_k: 0, top_p: 1, max_new_tokens: 16 });
  });

  it("takes prompts as tokens, one or several", async () => {
    const { host, calls } = pageThatSays(" one");
    const { completions } = openAi(host);
    await completions.create({ model: "quotes", prompt: [5, 6] });
    await completions.create({ model: "quotes", prompt: [[5], [6, 7]] });
    expect(calls.map(({ request: { prompt, prompt_ids } }) => [prompt, prompt_ids])).toEqual([
      ["", [[5, 6]]],
      ["", [[5], [6, 7]]],
    ]);
    const echoed = completions.create({ model: "quotes", prompt: [5], echo: true, stream: true });
    expect(await errorOf(echoed)).toMatchObject({ status: 422, param: "echo" });
  });

  it("finds a model by its name, and no other", async () => {
    const { host, model } = pageThatSays("");
    const owned = { ...host, status: async () => ({ model: { ...model, name: "owner/quotes" }, queued: 0 }) };
    const { models } = openAi(owned);
    expect(await models.retrieve("owner/quotes")).toMatchObject({ id: "owner/quotes", object: "model" });
    for (const name of ["quotes", "%E0%A4%A"])
      expect(await errorOf(models.retrieve(name))).toMatchObject({ status: 404, code: "model_not_found" });
  });

  it("hands biases of tokens on to the model", async () => {
    const { host, calls } = pageThatSays(" one");
    await openAi(host).completions.create({ model: "quotes", prompt: "a", logit_bias: { "88": -100, "5": 2.5 } });
    const biases = calls[0]?.request.parameters.sequence_bias;
    expect([...(biases ?? [])].sort()).toEqual([
      [[5], 2.5],
      [[88], -100],
    ]);
  });

  it("T36: does not let one model answer for another that is named", async () => {
    const { host, calls } = pageThatSays("");
    const other = openAi(host).completions.create({ model: "gpt-3.5-turbo-instruct", prompt: "a" });
    await expect(other).rejects.toMatchObject({ status: 404, code: "model_not_found", param: "model" });
    expect(calls).toEqual([]);
  });

  it("lets a lighter model answer for the one in whose place it writes, under its own name", async () => {
    const { host, model } = pageThatSays(" one");
    const standIn = { ...model, name: "quotes-small", standsInFor: "quotes" };
    const asPage = { ...host, status: async () => ({ model: standIn, queued: 0 }) };
    const { completions, models } = openAi(asPage);
    const stream = await completions.create({ model: "quotes", prompt: "a", stream: true });
    for await (const chunk of stream) expect(chunk.model).toBe("quotes-small");
    expect((await models.list()).data.map(({ id }) => id)).toEqual(["quotes-small"]);
  });

  it("names model and answer alike, whole and streamed", async () => {
    const { completions } = openAi(pageThatSays(" one two").host);
    const whole = await completions.create({ model: "quotes", prompt: "a" });
    const stream = await completions.create({ model: "quotes", prompt: "a", stream: true });
    const ids = new Set<string>();
    for await (const chunk of stream) {
      ids.add(chunk.id);
      const { model, object, created } = whole;
      expect(chunk).toMatchObject({ model, object, created });
      expect(chunk).not.toHaveProperty("usage");
    }
    expect(whole.model).toBe("quotes");
    expect([...ids]).toEqual([expect.stringMatching(/^cmpl-/)]);
  });

  it("gets usage null with every piece and the numbers at the end, where it asks for them", async () => {
    const { completions } = openAi(pageThatSays(" one").host);
    const stream_options = { include_usage: true, include_obfuscation: false };
    const stream = await completions.create({ model: "quotes", prompt: "a", stream: true, stream_options });
    const usages: unknown[] = [];
    for await (const chunk of stream) usages.push(chunk.usage);
    expect(usages).toEqual([null, null, { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 }]);
  });
});

describe("the Hub's client", () => {
  const hub = (host: ApiHost | undefined) => ({
    client: new InferenceClient("none").endpoint(`${ORIGIN}/api/v1`),
    options: { fetch: fetchFrom(host), retry_on_error: false },
  });
  /** Every field of the task's schema, neutral where it cannot be obeyed. */
  const every = {
    adapter_id: null,
    best_of: 1,
    decoder_input_details: false,
    details: false,
    do_sample: true,
    frequency_penalty: 0.5,
    grammar: null,
    max_new_tokens: 12,
    repetition_penalty: 1.1,
    return_full_text: true,
    seed: 7,
    stop: ["!"],
    temperature: 0.7,
    top_k: 40,
    top_n_tokens: 0,
    top_p: 0.9,
    truncate: 100,
    typical_p: 0.95,
    watermark: false,
  };
  const obeyed = {
    best_of: 1,
    do_sample: true,
    frequency_penalty: 0.5,
    max_new_tokens: 12,
    repetition_penalty: 1.1,
    seed: 7,
    stop_strings: ["!"],
    temperature: 0.7,
    top_k: 40,
    top_p: 0.9,
    typical_p: 0.95,
  };

  it("has every field of the task obeyed on the completions route, to which it sends them", async () => {
    const { host, calls } = pageThatSays(" one two");
    const { client, options } = hub(host);
    const parameters = Object.fromEntries(Object.entries(every).filter(([, value]) => value !== null));
    expect(await client.textGeneration({ inputs: "a", parameters }, options)).toEqual({
      generated_text: "a one two",
    });
    expect(calls[0]?.request).toMatchObject({ prompt: "a", parameters: obeyed, truncate: 100 });
  });

  it("throws what is refused, with the reason in its answer", async () => {
    const { client, options } = hub(pageThatSays("").host);
    const call = client.textGeneration({ inputs: "a", parameters: { watermark: true } }, options);
    const message = "watermark is not supported; leave it out or send false.";
    expect(await errorOf(call)).toMatchObject({ httpResponse: { status: 422, body: { error: { message } } } });
  });

  it("has every field obeyed on the task's own route, null for those not given", async () => {
    const { host, calls } = pageThatSays(" one two");
    const response = await ask("generate", { inputs: "a", parameters: every, stream: null }, host);
    expect(await response.json()).toEqual({ generated_text: "a one two" });
    // The task takes a prompt as it is.
    const asIs = { ...obeyed, token_healing: false };
    expect(calls[0]?.request).toEqual({ prompt: "a", parameters: asIs, truncate: 100 });
    const nulls = Object.fromEntries(Object.keys(every).map((name) => [name, null]));
    expect((await ask("generate", { inputs: "a", parameters: nulls, options: null }, host)).status).toBe(200);
    expect((await ask("generate", { inputs: "a", parameters: null, details: null }, host)).status).toBe(200);
    expect(calls[1]?.request).toEqual({ prompt: "a", parameters: { token_healing: false } });
  });

  it("finds the task's own shapes in the answers", async () => {
    const { host } = pageThatSays(" one two");
    const parameters = { details: true, top_n_tokens: 1 };
    const whole: TextGenerationOutput = await (await ask("generate", { inputs: "a", parameters }, host)).json();
    const { details } = whole;
    expect(details?.tokens.map(({ text }) => text).join("")).toBe(whole.generated_text);
    expect(details?.top_tokens).toHaveLength(details?.generated_tokens ?? 0);
    expect(details?.prefill).toEqual([]);

    // A healed token holds the prompt's end as well: what it added to the text is told.
    const healing: ApiHost["generate"] = async (...call) => {
      const outcome = await host.generate(...call);
      if (!outcome.ok) return outcome;
      const samples = outcome.value.samples.map((sample) => ({
        ...sample,
        text: sample.text.slice(1),
        details: (sample.details ?? []).map((detail) => ({ ...detail, offset: detail.offset - 1 })),
      }));
      return succeed({ ...outcome.value, samples });
    };
    const answer = await ask("generate", { inputs: "a ", parameters }, { ...host, generate: healing });
    const healed: TextGenerationOutput = await answer.json();
    expect(healed.generated_text).toBe("one two");
    expect(healed.details?.tokens.map(({ text }) => text)).toEqual(["one", " two"]);

    const chosen = { inputs: "a", parameters: { ...parameters, do_sample: true, best_of: 3 } };
    const best: TextGenerationOutput = await (await ask("generate", chosen, host)).json();
    expect(best).toEqual({ ...whole, details: { ...details, best_of_sequences: expect.any(Array) } });
    const others = best.details?.best_of_sequences ?? [];
    expect(others).toEqual([1, 2].map(() => ({ generated_text: whole.generated_text, ...details })));

    const stream = await eventsOf(await ask("generate", { inputs: "a", parameters, stream: true }, host));
    const events = stream as TextGenerationStreamOutput[];
    expect(events.map(({ token }) => token.text).join("")).toBe(whole.generated_text);
    expect(events.map(({ index }) => index)).toEqual([1, 2, 3]);
    expect(events[0]?.top_tokens).toMatchObject([{ text: " one", logprob: -0.5, special: false }]);
    expect(events.at(-1)).toMatchObject({
      token: { id: expect.any(Number), special: true },
      generated_text: whole.generated_text,
      details: { finish_reason: "eos_token", generated_tokens: 2, input_length: 3, seed: 5 },
    });
  });
});
