import { afterEach, describe, expect, it } from "vitest";
import type { ApiHost } from "../contract/api/host.ts";
import { fail, succeed } from "../contract/outcome.ts";
import { pageThatSays } from "../api/testing/page.ts";
import { connect } from "./connect.ts";
import type { HostlessModel } from "./model.ts";
import { fakeSite, leavePage, SITE, startFakePage } from "./testing/fake-page.ts";

afterEach(leavePage);

let model: HostlessModel | undefined;

afterEach(() => model?.close());

/** The model of a site whose page says " one two three.", or behaves as `overrides` say. */
async function modelThat(overrides: Partial<ApiHost> = {}) {
  const page = pageThatSays(" one two three.", overrides);
  const released: string[] = [];
  const site = fakeSite();
  const release = async (id: string) => void released.push(id);
  site.work = { ...site.work, api: { ...page.host, release } };
  startFakePage(site);
  model = await connect(SITE);
  return { model, page, released };
}

/** A run that goes on until it is stopped, after one piece. */
function endless() {
  const stopped: string[] = [];
  let stop: () => void = () => undefined;
  const end = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const generate: ApiHost["generate"] = async (call, onDeltas) => {
    await onDeltas?.([{ sample: 0, text: " on", tokens: 1 }]);
    await end;
    return pageThatSays(" on").host.generate(call);
  };
  const record = async (id: string) => {
    stopped.push(id);
    stop();
  };
  return { stopped, generate, stop: record };
}

describe("HostlessModel", () => {
  it("answers with the whole text and takes every parameter of generate()", async () => {
    const { model, page, released } = await modelThat();
    const { samples } = await model.generate({ prompt: ["a", "b"], seed: 7, num_return_sequences: 2 });
    expect(samples.map(({ text }) => text)).toEqual(Array(4).fill(" one two three."));
    expect(page.calls).toMatchObject([
      { request: { prompt: ["a", "b"], parameters: { seed: 7, num_return_sequences: 2 } } },
    ]);
    await expect.poll(() => released).toEqual(page.calls.map(({ id }) => id));
  });

  it("scores a text and lists alternatives, on the terms of every other call", async () => {
    const asked: unknown[] = [];
    const { model, released } = await modelThat({
      score: async ({ id: _, ...request }) => {
        asked.push(request);
        return succeed({ perplexity: 2, bits_per_byte: 1, tokens: 3, bytes: 4 });
      },
      alternatives: async ({ id: _, ...request }) => {
        asked.push(request);
        return succeed({ position: 2, top: [{ id: 5, text: " so", logprob: -1 }] });
      },
    });
    expect(await model.score("life", { top_logprobs: 0 })).toMatchObject({ tokens: 3 });
    expect(await model.alternatives("life is", 2)).toMatchObject({ top: [{ text: " so" }] });
    await model.alternatives("life", undefined, { top_logprobs: 3 });
    expect(asked).toMatchObject([
      { text: "life", top_logprobs: 0 },
      { text: "life is", position: 2 },
      { text: "life", top_logprobs: 3 },
    ]);
    await expect.poll(() => released.length).toBe(3);
    await expect(model.score("life", { top_logprobs: 21 })).rejects.toMatchObject({ code: "bad_request" });
    const aborted = model.alternatives("life", 1, { signal: AbortSignal.abort() });
    await expect(aborted).rejects.toMatchObject({ code: "aborted" });
  });

  it("counts the tokens of a text", async () => {
    const { model } = await modelThat();
    expect(await model.countTokens("life")).toBe(4);
    await expect(model.countTokens("x".repeat(2_000_000))).rejects.toMatchObject({ code: "bad_request" });
    await expect(model.countTokens("life", { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "aborted" });
  });

  it("streams the first sample's text piece by piece", async () => {
    const { model } = await modelThat();
    const pieces: string[] = [];
    for await (const piece of model.stream({ prompt: "a", num_return_sequences: 2 })) pieces.push(piece);
    expect(pieces).toEqual([" one", " two", " three."]);
  });

  it("stops the model when the loop over a stream is left", async () => {
    const { stopped, ...run } = endless();
    const { model, released } = await modelThat(run);
    for await (const piece of model.stream({ prompt: "a" })) {
      expect(piece).toBe(" on");
      break;
    }
    await expect.poll(() => stopped).toHaveLength(1);
    await expect.poll(() => released).toEqual(stopped);
  });

  it("stops the model when the call's signal is aborted, and gives what was written", async () => {
    const { stopped, ...run } = endless();
    const { model } = await modelThat(run);
    const leave = new AbortController();
    const pieces: string[] = [];
    for await (const piece of model.stream({ prompt: "a" }, { signal: leave.signal })) {
      pieces.push(piece);
      leave.abort();
    }
    expect(pieces).toEqual([" on"]);
    expect(stopped).toHaveLength(1);
  });

  it.each([
    ["before the call", (leave: AbortController) => leave.abort(), () => undefined],
    ["before the call has reached the frame", () => undefined, (leave: AbortController) => leave.abort()],
  ])("computes nothing where the signal is aborted %s", async (_when, before, after) => {
    const { model, page } = await modelThat();
    const leave = new AbortController();
    before(leave);
    const answer = model.generate({ prompt: "a" }, { signal: leave.signal });
    after(leave);
    await expect(answer).rejects.toMatchObject({ code: "aborted" });
    expect(page.calls).toEqual([]);
  });

  it("rejects with the code, the hint and the waiting time of a refusal", async () => {
    const limited = fail(
      "rate_limited",
      "status",
      { url: "https://hub.test", status: "429" },
      { retryAfterSeconds: 3 },
    );
    const { model } = await modelThat({ generate: async () => limited });
    const error = {
      name: "HostlessError",
      code: "rate_limited",
      message: "https://hub.test answered with status 429.",
      hint: "Wait a little, then try again.",
      retryAfterSeconds: 3,
    };
    await expect(model.generate({ prompt: "a" })).rejects.toMatchObject(error);
    await expect(model.stream({ prompt: "a" }).next()).rejects.toMatchObject(error);
  });

  it.each([
    ["misspelt", { prompt: "a", temprature: 1 }, "temprature", "temperature"],
    ["in camel case", { prompt: "a", topP: 0.5 }, "topP", "top_p"],
    ["of no likeness", { prompt: "a", quux: 1 }, "quux", "There is no parameter"],
  ])("rejects a parameter that is none by its name: %s", async (_kind, request, name, near) => {
    const { model, page } = await modelThat();
    const answer = model.generate(request);
    await expect(answer).rejects.toMatchObject({ code: "bad_request", message: expect.stringContaining(name) });
    await expect(answer).rejects.toThrow(near);
    await expect(model.stream(request).next()).rejects.toMatchObject({ code: "bad_request" });
    expect(page.calls).toEqual([]);
  });

  it("rejects a parameter out of its range by its name", async () => {
    const { model } = await modelThat();
    await expect(model.generate({ prompt: "a", top_p: 2 })).rejects.toMatchObject({
      code: "bad_request",
      message: expect.stringContaining("top_p"),
    });
  });
});
