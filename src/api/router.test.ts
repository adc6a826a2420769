import { fail, makeFailure } from "../contract/outcome.ts";
import type { ApiHost } from "../contract/api/host.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ask, eventsOf, get, ORIGIN, worldOf } from "./testing/ask.ts";
import { pageThatSays } from "./testing/page.ts";
import { answerApi } from "./router.ts";

describe("refusals", () => {
  it("T19: refuses a foreign origin, another method, another content type and unknown routes", async () => {
    const { host, calls } = pageThatSays(" fine.");
    expect((await get("", host, { Origin: "https://evil.test" })).status).toBe(403);
    expect((await get("generate_quote", host)).status).toBe(405);
    const form = { headers: { "Content-Type": "text/plain" } };
    expect((await ask("generate_quote", "{}", host, form)).status).toBe(415);
    expect((await get("nothing", host)).status).toBe(404);
    expect(calls).toEqual([]);
  });

  it("T19: answers what is typed into the address bar, and no form of another site", async () => {
    const { host, calls } = pageThatSays(" fine.");
    const navigate = (path: string, init?: RequestInit) => {
      const request = new Request(`${ORIGIN}/api/${path}`, init);
      // What a browser alone may say of a request.
      Object.defineProperty(request, "mode", { value: "navigate" });
      return answerApi(request, path, worldOf(host), "");
    };
    for (const path of ["", "health", "v1/models"]) expect((await navigate(path)).status).toBe(200);
    expect((await navigate("nothing")).status).toBe(404);
    const form = await navigate("generate_quote", { method: "POST", body: new URLSearchParams({ prompt: "life" }) });
    expect([form.status, (await form.json()).error.code]).toEqual([405, "navigation"]);
    const typed = await navigate("generate_quote");
    expect([typed.status, typed.headers.get("Allow"), (await typed.json()).detail]).toEqual([
      405,
      "POST",
      expect.stringContaining("docs.html"),
    ]);
    expect(calls).toEqual([]);
  });

  it("T42: knows no route by a name that every object has", async () => {
    const { host } = pageThatSays(" fine.");
    const names = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf", "v1/constructor"];
    const statuses = names.map(async (name) => (await get(name, host)).status);
    expect(new Set(await Promise.all(statuses))).toEqual(new Set([404]));
  });

  it("T39: tells names that it does not know without marks that turn their direction", async () => {
    const { host } = pageThatSays(" fine.");
    const model = await ask("v1/completions", { prompt: "a", model: "x\u202egnp\u2066\u200b" }, host);
    const route = await get("x\u202egnp\u061c", host);
    for (const response of [model, route]) {
      expect(response.status).toBe(404);
      expect(await response.text()).toMatch(/xgnp[^\p{Cf}]*$/u);
    }
  });

  it("T20: never lets an answer be sniffed, framed or run", async () => {
    const { host } = pageThatSays(" <script>alert(1)</script>");
    const response = await ask("generate_quote", { prompt: "<script>", clean_up: false }, host);
    expect(response.headers.get("Content-Type")).toBe("application/json");
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(response.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
  });

  it("answers 422 in FastAPI's shape and names every field", async () => {
    const response = await ask("generate_quote", { prompt: 7, top_p: 2 }, pageThatSays("").host);
    expect(response.status).toBe(422);
    const { detail } = await response.json();
    expect(detail.map((one: { loc: unknown }) => one.loc)).toEqual([
      ["body", "prompt"],
      ["body", "top_p"],
    ]);
    expect(detail[0]).toMatchObject({ msg: expect.any(String), type: expect.any(String) });
  });

  it("T42: reads no bytes as another text than they are", async () => {
    const { host } = pageThatSays(" fine.");
    const latin = new Uint8Array([...'{"inputs": "caf'].map((c) => c.charCodeAt(0)).concat(0xe9, 0x22, 0x7d));
    const post = (body: BodyInit, type: string) =>
      ask("generate", "", host, { body, headers: { "Content-Type": type } });
    expect((await post(latin, "application/json")).status).toBe(422);
    for (const charset of ["latin1", "utf-16", "windows-1252"])
      expect((await post(latin, `application/json; charset=${charset}`)).status).toBe(415);
    for (const type of ["application/json;charset=UTF-8", 'Application/JSON ; charset="utf8"', "application/json;"])
      expect((await post('{"inputs": "café"}', type)).status).toBe(200);
  });

  it("answers 422 for broken JSON and 413 for a body that is too long", async () => {
    const { host } = pageThatSays("");
    expect((await ask("generate", "{", host)).status).toBe(422);
    expect((await ask("generate", `"${"a".repeat(5_000_000)}"`, host)).status).toBe(413);
  });

  it("answers 503 with a reason without a page and without a model", async () => {
    const none = await ask("generate_quote", {});
    expect(none.status).toBe(503);
    expect((await none.json()).detail).toContain("open");
    const loading = pageThatSays("", {
      status: async () => ({ reason: makeFailure("not_loaded", "downloading", { percent: 40 }), queued: 0 }),
    });
    const early = await ask("generate_quote", {}, loading.host);
    expect(early.status).toBe(503);
    expect((await early.json()).detail).toBe("The model is being downloaded (40 %).");
  });

  it("answers 429 with Retry-After when the queue is full, also to a stream", async () => {
    const busy = fail("busy", "queue", { most: 4 }, { retryAfterSeconds: 1 });
    const { host } = pageThatSays("", { generate: async () => busy });
    for (const body of [{ inputs: "a" }, { inputs: "a", stream: true }]) {
      const response = await ask("generate", body, host);
      expect(response.status).toBe(429);
      expect(response.headers.get("Retry-After")).toBe("1");
    }
  });

  it("gives any of 500 random bodies a status of its own, never a 500", async () => {
    const { host } = pageThatSays(" fine.");
    const paths = fc.constantFrom("generate_quote", "generate", "v1/completions", "perplexity", "alternatives");
    await fc.assert(
      fc.asyncProperty(paths, fc.json(), async (path, body) => {
        const response = await ask(path, body, host);
        expect(response.status).toBeGreaterThanOrEqual(200);
        expect(response.status).toBeLessThan(500);
        if (response.status !== 200) expect((await response.json()).detail).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });
});

describe("GET routes", () => {
  it("greets, lists the model and tells its health", async () => {
    const { host } = pageThatSays("");
    expect(await (await get("", host)).json()).toMatchObject({ version: "1.2.3", model: "quotes" });
    expect(await (await get("v1/models", host)).json()).toMatchObject({ data: [{ id: "quotes", object: "model" }] });
    expect(await (await get("health", host)).json()).toMatchObject({
      status: "ok",
      device: "wasm",
      queue: { limit: 4 },
    });
    expect(await (await get("health")).json()).toMatchObject({ status: "unavailable" });
  });
});

describe("POST generate_quote", () => {
  it("has the tutorial's defaults and cleans the text up", async () => {
    const { host, calls } = pageThatSays(" a  race .");
    const response = await ask("generate_quote", { prompt: "life is not" }, host);
    expect(await response.json()).toMatchObject({
      generated_text: "Life is not a race.",
      prompt: "life is not",
      seed: 5,
    });
    expect(calls[0]?.request.parameters).toEqual({
      do_sample: true,
      min_length: 3,
      max_length: 25,
      top_k: 5,
      top_p: 0.9,
      temperature: 1,
    });
  });

  it("draws one of the model's prompts for an empty one", async () => {
    const { host } = pageThatSays(" here.");
    expect(await (await ask("generate_quote", { prompt: " " }, host)).json()).toMatchObject({ prompt: "hope is" });
  });
});

describe("POST generate", () => {
  it("answers with details when asked", async () => {
    const { host } = pageThatSays(" one two");
    const body = { inputs: "a", parameters: { details: true, top_n_tokens: 1, return_full_text: true, stop: ["x"] } };
    const answer = await (await ask("generate", body, host)).json();
    expect(answer).toMatchObject({
      generated_text: "a one two",
      details: { finish_reason: "eos_token", generated_tokens: 2, seed: 5, top_tokens: [[{ text: " one" }], [{}]] },
    });
  });

  it("reports the prompt's tokens when asked, and not in a stream", async () => {
    const { host } = pageThatSays(" one");
    const parameters = { details: true, decoder_input_details: true };
    const answer = await (await ask("generate", { inputs: "ab", parameters }, host)).json();
    expect(answer.details.prefill).toEqual([
      { id: 0, text: "a", logprob: null },
      { id: 1, text: "b", logprob: -2 },
    ]);
    const refused = await ask("generate", { inputs: "ab", parameters, stream: true }, host);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain("decoder_input_details is not supported in a stream");
  });

  it("gives a character of several tokens to the last of them, so that the texts join to the whole", async () => {
    const page = pageThatSays("");
    const { generate } = page.host;
    const part = { logprob: -1, top: [] };
    const details = [
      { id: 240, text: "\uFFFD", bytes: [240, 159], offset: 0, ...part },
      { id: 152, text: "\uFFFD", bytes: [152, 128], offset: 0, ...part },
      { id: 5, text: "!", offset: 2, ...part },
      { id: 256, text: "<|end|>", special: true, offset: 3, ...part },
    ] as const;
    page.host.generate = async (call) => {
      const outcome = await generate(call);
      if (!outcome.ok) return outcome;
      const samples = outcome.value.samples.map((sample) => ({ ...sample, text: "😀!", details }));
      return { ok: true, value: { ...outcome.value, samples } };
    };
    const body = { inputs: "a", parameters: { details: true } };
    const { tokens } = (await (await ask("generate", body, page.host)).json()).details;
    expect(tokens.map(({ text, special }: { text: string; special: boolean }) => [text, special])).toEqual([
      ["", false],
      ["😀", false],
      ["!", false],
      ["<|end|>", true],
    ]);
  });

  it("streams a piece an event and the whole text at the end", async () => {
    const { host } = pageThatSays(" one two");
    const response = await ask("generate", { inputs: "a", stream: true }, host);
    expect(response.headers.get("Content-Type")).toBe("text/event-stream");
    const all = await eventsOf(response);
    expect(all).toMatchObject([
      { index: 1, token: { text: " one" }, generated_text: null },
      { index: 2, token: { text: " two" } },
      { index: 3, generated_text: " one two", details: { finish_reason: "eos_token", generated_tokens: 2 } },
    ]);
  });
});

describe("POST v1/completions", () => {
  it("answers n choices with logprobs, echo and usage", async () => {
    const { host, calls } = pageThatSays(" one two");
    const body = { prompt: ["a", "b"], n: 2, logprobs: 1, echo: true, temperature: 0, seed: 3, stop: "!" };
    const answer = await (await ask("v1/completions", body, host)).json();
    expect(answer).toMatchObject({
      object: "text_completion",
      created: 1000,
      usage: { prompt_tokens: 3, total_tokens: 11 },
    });
    expect(answer.choices.map((one: { text: string }) => one.text)).toEqual([
      "a one two",
      "a one two",
      "b one two",
      "b one two",
    ]);
    expect(answer.choices[1]).toMatchObject({
      index: 1,
      finish_reason: "stop",
      logprobs: {
        tokens: ["a", " one", " two"],
        text_offset: [0, 1, 5],
        top_logprobs: [null, { " one": -0.5 }, { " two": -0.5 }],
      },
    });
    expect(calls[0]?.request.parameters).toMatchObject({
      do_sample: false,
      seed: 3,
      stop_strings: ["!"],
      num_return_sequences: 2,
    });
  });

  it("lists the tokens of an echoed prompt before the new ones, whole and as a stream", async () => {
    const { host, calls } = pageThatSays(" one two");
    const body = { prompt: "ab", logprobs: 1, echo: true };
    const [choice] = (await (await ask("v1/completions", body, host)).json()).choices;
    const expected = {
      tokens: ["a", "b", " one", " two"],
      token_logprobs: [null, -2, -0.5, -0.5],
      top_logprobs: [null, { b: -2 }, { " one": -0.5 }, { " two": -0.5 }],
      text_offset: [0, 1, 2, 6],
    };
    expect(choice).toMatchObject({ text: "ab one two", logprobs: expected });
    expect(calls[0]?.request).toMatchObject({ prompt_logprobs: 1 });
    const chunks = await eventsOf(await ask("v1/completions", { ...body, stream: true }, host));
    const part = (from: number, to: number) =>
      Object.fromEntries(Object.entries(expected).map(([name, list]) => [name, list.slice(from, to)]));
    expect(chunks.slice(0, 3)).toMatchObject([
      { choices: [{ text: "ab", logprobs: part(0, 2) }] },
      { choices: [{ text: " one", logprobs: part(2, 3) }] },
      { choices: [{ text: " two", logprobs: part(3, 4) }] },
    ]);
  });

  it("asks for no tokens of a prompt that is not echoed", async () => {
    const { host, calls } = pageThatSays(" one");
    await ask("v1/completions", { prompt: "ab", logprobs: 1 }, host);
    await ask("v1/completions", { prompt: "ab", echo: true }, host);
    for (const { request } of calls) expect(request).not.toHaveProperty("prompt_logprobs");
  });

  it("streams chunks, usage when asked, and [DONE]", async () => {
    const { host } = pageThatSays(" one");
    const body = { prompt: "a", stream: true, stream_options: { include_usage: true } };
    const all = await eventsOf(await ask("v1/completions", body, host));
    expect(all).toMatchObject([
      { choices: [{ text: " one", finish_reason: null }] },
      { choices: [{ text: "", finish_reason: "stop" }] },
      { choices: [], usage: { completion_tokens: 1 } },
      "[DONE]",
    ]);
  });

  it("refuses what a GPT-2 here cannot do, by name", async () => {
    const response = await ask("v1/completions", { prompt: "a", suffix: "b" }, pageThatSays("").host);
    expect(response.status).toBe(422);
    expect((await response.json()).detail[0]).toMatchObject({ loc: ["body", "suffix"] });
  });

  it("reads a prompt and writes nothing where max_tokens is 0, whole and streamed", async () => {
    const { host, calls } = pageThatSays("");
    const body = { prompt: "ab", max_tokens: 0, echo: true };
    const silent: ApiHost["generate"] = async (call) => host.generate(call);
    const answer = await (await ask("v1/completions", { ...body, logprobs: 1 }, host)).json();
    expect(answer.choices[0]).toMatchObject({ text: "ab" });
    expect(calls[0]?.request).toMatchObject({ prompt_only: true, prompt_logprobs: 1 });
    const events = await eventsOf(
      await ask("v1/completions", { ...body, stream: true }, { ...host, generate: silent }),
    );
    expect(events).toMatchObject([{ choices: [{ text: "ab" }] }, "[DONE]"]);
  });
});

describe("giving up", () => {
  it("stops the run when the reader of a stream goes away", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const page = pageThatSays(" one two three");
    const { generate } = page.host;
    page.host.generate = (call, onDeltas) =>
      generate(call, async (deltas) => {
        await onDeltas?.(deltas);
        if (deltas.at(-1)?.tokens === 2) await held;
      });
    const response = await ask("generate", { inputs: "a", stream: true }, page.host);
    await response.body?.cancel();
    await expect.poll(() => page.stopped).toEqual([expect.stringMatching(/^call-\d+$/)]);
    release();
  });

  it("stops the run when the request is aborted", async () => {
    const controller = new AbortController();
    let running = false;
    const generate = () => {
      running = true;
      return new Promise<never>(() => {});
    };
    const page = pageThatSays("", { generate });
    void ask("generate", { inputs: "a" }, page.host, { signal: controller.signal });
    await expect.poll(() => running).toBe(true);
    controller.abort();
    await expect.poll(() => page.stopped).toEqual([expect.stringMatching(/^call-\d+$/)]);
  });
});

describe("a browser whose requests have no body property", () => {
  it("is read all the same, and refused over the limit", async () => {
    const { host, calls } = pageThatSays(" fine.");
    const post = (body: string) => {
      const headers = { "Content-Type": "application/json" };
      const request = new Request(`${ORIGIN}/api/generate`, { method: "POST", headers, body });
      Object.defineProperty(request, "body", { value: undefined });
      return answerApi(request, "generate", worldOf(host), "client");
    };
    expect((await post(JSON.stringify({ inputs: "a" }))).status).toBe(200);
    expect(calls[0]?.request.prompt).toBe("a");
    expect((await post(`"${"a".repeat(5_000_000)}"`)).status).toBe(413);
  });
});
