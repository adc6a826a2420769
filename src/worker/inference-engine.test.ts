import { afterEach, describe, expect, it } from "vitest";
import { at } from "../contract/at.ts";
import type { GenerateDelta } from "../contract/generate-result.ts";
import { nameFailure } from "../contract/name-failure.ts";
import { makeFailure, type Outcome } from "../contract/outcome.ts";
import { TRANSFORMERS_DEFAULTS } from "../contract/resolved-parameters.ts";
import { Candidates } from "../contract/sampling/candidates.ts";
import { warp } from "../contract/sampling/warpers.ts";
import { saying } from "../contract/testing/refused.ts";
import type { PromptToken } from "../contract/token-detail.ts";
import { fixtureFiles } from "../convert/read/testing/checkpoints.ts";
import { type FakeHub, startFakeHub } from "../testing/fake-hub.ts";
import { tinyPackage } from "../testing/tiny-package.ts";
import type { EngineWorld } from "./engine-world.ts";
import { nodeEngine } from "./testing/node-engine.ts";

const HUB = { kind: "hub", repo: "owner/tiny" } as const;
const GREEDY = { do_sample: false, token_healing: false };
const files = await tinyPackage(["q8"]);

let hub: FakeHub;
afterEach(() => hub.close());

async function loaded(more: Partial<EngineWorld> = {}) {
  hub = await startFakeHub({ "owner/tiny": { files } });
  const engine = nodeEngine(hub.url, {}, more);
  unwrap(await engine.load(HUB, {}, () => undefined));
  return engine;
}

function unwrap<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(nameFailure(outcome.failure));
  return outcome.value;
}

describe("a run", () => {
  it("is sent piece by piece, and its result is the pieces put together, with what it was computed by", async () => {
    const engine = await loaded();
    const pieces: GenerateDelta[] = [];
    const request = { prompt: "Hello", parameters: { ...GREEDY, max_new_tokens: 12, min_new_tokens: 12 } };
    const result = unwrap(await engine.generate(request, 1, (piece) => void pieces.push(piece)));
    expect(pieces.map(({ text }) => text).join("")).toBe(result.samples[0]?.text);
    expect(result).toMatchObject({
      completion_tokens: 12,
      parameters: { seed: 0, max_new_tokens: 12 },
      model: { name: "owner/tiny", source: HUB, commit: hub.commitOf("owner/tiny") },
      backend: { backend: "kernel" },
    });
  });

  it("is refused by name where the request is wrong, and nothing runs", async () => {
    const engine = await loaded();
    const outcome = await engine.generate({ prompt: "x", parameters: { top_p: 2 } }, 1, () => {
      throw new Error("ran");
    });
    expect(outcome).toMatchObject({ ok: false, failure: { code: "bad_request", subject: "parameters.top_p" } });
  });

  it("ends with what it has when it is stopped", async () => {
    const engine = await loaded();
    const request = { prompt: "Hello", parameters: { ...GREEDY, max_new_tokens: 40, min_new_tokens: 40 } };
    const outcome = await engine.generate(request, 7, () => engine.stop(7));
    const [sample] = unwrap(outcome).samples;
    expect(sample?.finish_reason).toBe("stopped");
    expect(sample?.token_ids.length).toBeGreaterThan(0);
    expect(sample?.token_ids.length).toBeLessThan(5);
  });

  it("that waits is not begun when it is stopped, and no other run is", async () => {
    const engine = await loaded();
    const request = { prompt: "Hello", parameters: { ...GREEDY, max_new_tokens: 8, min_new_tokens: 8 } };
    const first = engine.generate(request, 1, () => undefined);
    const second = engine.generate(request, 2, () => undefined);
    await engine.stop(2);
    await engine.stop(99);
    expect(unwrap(await second)).toMatchObject({ completion_tokens: 0, samples: [{ finish_reason: "stopped" }] });
    expect(unwrap(await first)).toMatchObject({ completion_tokens: 8 });
  });
});

describe("prompts as tokens", () => {
  it("are continued as the texts that they stand for", async () => {
    const engine = await loaded();
    const parameters = { ...GREEDY, max_new_tokens: 4, token_healing: true };
    const { tokens } = unwrap(await engine.tokenize("Hello", {}, 10));
    const prompt_ids = [tokens.map(({ id }) => id)];
    const told = unwrap(await engine.generate({ prompt: "", prompt_ids, parameters }, 1, () => undefined));
    const asText = { prompt: "Hello", parameters: { ...parameters, token_healing: false } };
    const typed = unwrap(await engine.generate(asText, 2, () => undefined));
    expect(told.samples).toEqual(typed.samples);
    expect(told.prompts).toEqual(["Hello"]);
  });

  it("are refused by name where the model has no such token", async () => {
    const engine = await loaded();
    const request = { prompt: "", prompt_ids: [[1, 99_999]], parameters: {} };
    const outcome = await engine.generate(request, 1, () => undefined);
    expect(outcome).toMatchObject({ ok: false, failure: { code: "bad_request", subject: "prompt" } });
  });
});

it("only reads a prompt, whatever else is asked for, and writes nothing", async () => {
  const engine = await loaded();
  const parameters = { ...GREEDY, num_beams: 2, num_return_sequences: 2, min_new_tokens: 4 };
  const request = { prompt: "Hello", parameters, prompt_only: true, prompt_logprobs: 1 };
  const { samples, prompt_details, completion_tokens } = unwrap(await engine.generate(request, 1, () => undefined));
  expect(samples.map(({ text, finish_reason }) => [text, finish_reason])).toEqual(Array(2).fill(["", "length"]));
  expect(completion_tokens).toBe(0);
  expect(prompt_details?.[0]?.map(({ text }) => text).join("")).toBe("Hello");
});

describe("a text", () => {
  it("is scored over all its tokens but the first, by bytes, too", async () => {
    const engine = await loaded();
    const text = "Hello there";
    const { tokens, bytes, perplexity, bits_per_byte } = unwrap(await engine.score({ text }, 1));
    expect([tokens, bytes]).toEqual([text.length - 1, text.length]);
    expect(perplexity).toBeGreaterThan(1);
    expect(bits_per_byte).toBeCloseTo((Math.log2(perplexity) * tokens) / bytes, 6);
    expect(unwrap(await engine.countTokens(text))).toBe(text.length);
  });

  it("is told token by token while it is scored, with what else could have come", async () => {
    const engine = await loaded();
    const text = "Hello there, ".repeat(10);
    const pieces: PromptToken[][] = [];
    const request = { text, top_logprobs: 3 };
    const told = unwrap(await engine.score(request, 1, (tokens) => void pieces.push([...tokens])));
    expect(pieces.length).toBeGreaterThan(2);
    expect(told.details).toBeUndefined();
    const result = unwrap(await engine.score(request, 4));
    expect(result).toEqual({ ...told, details: pieces.flat() });
    expect(result.perplexity).toBeCloseTo(unwrap(await engine.score({ text }, 2)).perplexity, 8);
    expect(result.details?.map(({ text }) => text).join("")).toBe(text);
    const place = unwrap(await engine.alternatives({ text, position: 9, top_logprobs: 3 }, 3));
    const { logprob, top, ...token } = at(result.details ?? [], 9);
    expect(place).toMatchObject({ position: 9, token: { id: token.id, text: token.text } });
    expect(place.token?.logprob).toBeCloseTo(logprob ?? Number.NaN, 4);
    expect(place.top.map(({ id }) => id)).toEqual(top.map(({ id }) => id));
  });

  it("has its result when the last of its tokens was taken", async () => {
    const engine = await loaded();
    const text = "Hello there, ".repeat(10);
    let taken = 0;
    const takeSlowly = async (tokens: readonly PromptToken[]) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      taken += tokens.length;
    };
    const { tokens } = unwrap(await engine.score({ text, top_logprobs: 3 }, 1, takeSlowly));
    expect(taken).toBe(tokens + 1);
  });

  it("is read as a prompt as far as the context has room for its end", async () => {
    const engine = await loaded();
    const text = "Hello there. ".repeat(20);
    const { details = [], tokens } = unwrap(await engine.score({ text, as_prompt: true, top_logprobs: 0 }, 1));
    expect(details.length).toBeLessThan(text.length);
    expect(tokens).toBe(details.length - 1);
    expect(details.map((one) => one.text).join("")).toBe(text.slice(-details.length));
    expect(details.map(({ offset }) => offset)).toEqual(details.map((_, i) => text.length - details.length + i));
  });

  it("is told in tokens, with as many left out as a run leaves out", async () => {
    const engine = await loaded();
    const prompt = "Hello there. ".repeat(20);
    const parameters = { max_new_tokens: 7 };
    const run = unwrap(await engine.generate({ prompt, parameters: { ...GREEDY, ...parameters } }, 1, () => undefined));
    expect(run.dropped_tokens).toBeGreaterThan(0);
    const told = unwrap(await engine.tokenize(prompt, parameters, 4));
    expect([told.count, told.dropped]).toEqual([prompt.length, run.dropped_tokens]);
    expect(told.tokens.map(({ text }) => text)).toEqual(["r", "e", ".", " "]);
    const all = unwrap(await engine.tokenize("Hi", {}, 1000));
    expect(all).toMatchObject({ count: 2, dropped: 0, tokens: [{ text: "H" }, { text: "i" }] });
    expect(all.tokens.map(({ id }) => id)).toEqual([72, 105]);
    expect(unwrap(await engine.tokenize("", {}, 1000))).toEqual({ count: 0, dropped: 0, tokens: [] });
    const wrong = await engine.tokenize("Hi", { max_new_tokens: 0 }, 1);
    expect(wrong).toMatchObject({ ok: false, failure: { subject: "parameters.max_new_tokens" } });
  });

  it("is weighed over the whole vocabulary at its end, so that the warpers give the probabilities that a run draws from", async () => {
    const engine = await loaded();
    const prompt = "Hello there. ".repeat(20);
    const truncate = 40;
    const { logits, top } = unwrap(await engine.scoreNext(prompt, truncate, 5, 1));
    expect(unwrap(await engine.alternatives({ text: prompt.slice(-truncate), top_logprobs: 5 }, 2)).top).toEqual(top);
    const settings = { temperature: 0.7, top_k: 30, top_p: 0.8 };
    const parameters = { do_sample: true, token_healing: false, ...settings, max_new_tokens: 1, top_logprobs: 20 };
    const run = unwrap(await engine.generate({ prompt, truncate, parameters }, 3, () => undefined));
    const candidates = new Candidates(logits.length);
    warp(logits, { ...TRANSFORMERS_DEFAULTS, ...settings }, 1, candidates);
    const drawnFrom = at(at(run.samples, 0).details ?? [], 0).top;
    expect(drawnFrom.length).toBeGreaterThan(10);
    for (const { id, logprob } of drawnFrom) {
      const place = candidates.ids.subarray(0, candidates.count).indexOf(id);
      expect(at(candidates.weights, place) / candidates.total).toBeCloseTo(Math.exp(logprob), 9);
    }
    const wrong = [engine.scoreNext(prompt, 0, 5, 4), engine.scoreNext(prompt, 9, 21, 5)];
    const subjects = ["truncate", "parameters.top_logprobs"];
    for (const [i, outcome] of wrong.entries())
      expect(await outcome).toMatchObject({ ok: false, failure: { code: "bad_request", subject: subjects[i] } });
  });

  it("is refused by name where the question is wrong", async () => {
    const engine = await loaded();
    const wrong = [
      engine.score({ text: "x", top_logprobs: 21 }, 1),
      engine.alternatives({ text: "x", top_logprobs: 0 }, 2),
      engine.alternatives({ text: "x", position: 2 }, 3),
    ];
    const subjects = ["top_logprobs", "top_logprobs", "position"];
    for (const [i, outcome] of wrong.entries())
      expect(await outcome).toMatchObject({ ok: false, failure: { code: "bad_request", subject: subjects[i] } });
  });

  it("is given up when it is stopped", async () => {
    let stop = async () => {};
    const engine = await loaded({ breathe: () => stop() });
    stop = () => engine.stop(3);
    const outcome = await engine.score({ text: "A long text. ".repeat(100) }, 3);
    expect(outcome).toMatchObject({ ok: false, failure: { code: "cancelled" } });
  });
});

describe("before a model is loaded", () => {
  it("every call that needs one says so", async () => {
    hub = await startFakeHub();
    const engine = nodeEngine(hub.url);
    const calls = [
      engine.generate({ prompt: "x", parameters: {} }, 1, () => undefined),
      engine.score({ text: "x" }, 2),
      engine.alternatives({ text: "x" }, 3),
      engine.scoreNext("x", 1, 1, 4),
      engine.countTokens("x"),
      engine.tokenize("x", {}, 1),
      engine.savePackage(),
    ];
    for (const call of calls) expect(await call).toMatchObject({ ok: false, failure: { code: "not_loaded" } });
  });

  it("says first where nothing can compute, and asks no host", async () => {
    hub = await startFakeHub({ "owner/tiny": { files } });
    const broken = () => {
      throw new Error("no WebAssembly");
    };
    const engine = nodeEngine(hub.url, {}, { requireCompute: broken });
    const outcomes = [await engine.describe(HUB), await engine.load(HUB, {}, () => undefined)];
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({
        ok: false,
        failure: makeFailure("internal", "error", { reason: "no WebAssembly" }),
      });
    expect(hub.log).toEqual([]);
  });
});

describe("the package of a model", () => {
  it("is saved where it was made here, and can be opened again", async () => {
    hub = await startFakeHub();
    const engine = nodeEngine(hub.url);
    const source = { kind: "files", name: "mine", files: fixtureFiles("plain", "safetensors") } as const;
    const made = unwrap(await engine.load(source, {}, () => undefined));
    expect(made).toMatchObject({ name: "mine", converted: true, backend: { dtype: "q8" }, source: { files: [] } });
    const saved = unwrap(await engine.savePackage());
    expect(saved.name).toBe("mine.zip");
    const opened = unwrap(await engine.openArchive({ path: saved.name, bytes: saved.bytes }));
    const again = unwrap(await engine.load(opened, {}, () => undefined));
    expect(again.backend.dtype).toBe("q8");
    expect(again.vocabSize).toBe(made.vocabSize);
  });

  it("is not saved where it came from elsewhere", async () => {
    const outcome = await (await loaded()).savePackage();
    expect(outcome).toMatchObject({ ok: false, failure: { code: "bad_request" } });
    expect(outcome).toEqual(saying(/^owner\/tiny was not converted here\.$/));
  });
});
