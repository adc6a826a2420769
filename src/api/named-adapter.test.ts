import { describe, expect, it } from "vitest";
import type { ModelInfo } from "../contract/model-info.ts";
import { succeed } from "../contract/outcome.ts";
import { ask, get } from "./testing/ask.ts";
import { pageThatSays } from "./testing/page.ts";

/** A page whose model has two adapters, one with settings of its own. */
async function pageWithAdapters(change: Partial<ModelInfo> = {}) {
  const plain = pageThatSays(" fine.");
  const { model } = await plain.host.status();
  if (model === undefined) throw new Error("no model");
  const adapters: ModelInfo["adapters"] = [{ name: "poems" }, { name: "letters", defaults: { max_new_tokens: 3 } }];
  const info = { ...model, adapters, ...change };
  const scored: (string | undefined)[] = [];
  const page = pageThatSays(" fine.", {
    status: async () => ({ model: info, queued: 0 }),
    score: async ({ adapter }) => {
      scored.push(adapter);
      return succeed({ perplexity: 1, bits_per_byte: 1, tokens: 1, bytes: 1 });
    },
  });
  return { ...page, scored };
}

describe("the name of an adapter in the place of a model's", () => {
  it("is listed behind its model, and found alone", async () => {
    const { host } = await pageWithAdapters();
    const { data } = await (await get("v1/models", host)).json();
    expect(data.map(({ id }: { id: string }) => id)).toEqual(["quotes", "poems", "letters"]);
    expect(await (await get("v1/models/poems", host)).json()).toMatchObject({ id: "poems", object: "model" });
    expect((await get("v1/models/novels", host)).status).toBe(404);
  });

  it("has a completion written with it, by its own settings, under its name", async () => {
    const { host, calls } = await pageWithAdapters();
    const names: unknown[] = [];
    for (const model of ["letters", "poems", "quotes", undefined]) {
      const response = await ask("v1/completions", { prompt: "a", ...(model !== undefined && { model }) }, host);
      names.push((await response.json()).model);
    }
    expect(names).toEqual(["letters", "poems", "quotes", "quotes"]);
    expect(calls.map(({ request }) => request.adapter)).toEqual(["letters", "poems", undefined, undefined]);
    // Sixteen is the interface's length where neither the body nor the model, or its adapter, names one.
    expect(calls.map(({ request }) => request.parameters.max_new_tokens)).toEqual([undefined, 16, 16, 16]);
  });

  it.each([
    ["generate_quote", { prompt: "a" }],
    ["generate", { inputs: "a" }],
  ])("is taken by %s, whose texts it then writes", async (route, body) => {
    const { host, calls } = await pageWithAdapters();
    for (const model of ["poems", "quotes", undefined]) {
      expect((await ask(route, { ...body, ...(model !== undefined && { model }) }, host)).status).toBe(200);
    }
    expect(calls.map(({ request }) => request.adapter)).toEqual(["poems", undefined, undefined]);
    expect(calls.every(({ request }) => !("model" in request.parameters))).toBe(true);
    const unknown = await ask(route, { ...body, model: "novels" }, host);
    expect([unknown.status, await unknown.json()]).toMatchObject([404, { error: { code: "model_not_found" } }]);
  });

  it("is what the Hub's clients name as adapter_id, or none where that is null", async () => {
    const { host, calls } = await pageWithAdapters();
    for (const adapter_id of ["letters", null])
      expect((await ask("generate", { inputs: "a", parameters: { adapter_id } }, host)).status).toBe(200);
    expect(calls.map(({ request }) => request.adapter)).toEqual(["letters", undefined]);
    expect((await ask("generate", { inputs: "a", parameters: { adapter_id: "novels" } }, host)).status).toBe(404);
  });

  it("has a text scored with it", async () => {
    const { host, scored } = await pageWithAdapters();
    for (const model of ["poems", "quotes", undefined]) {
      const response = await ask("perplexity", { text: "a", ...(model !== undefined && { model }) }, host);
      expect(response.status).toBe(200);
    }
    expect(scored).toEqual(["poems", undefined, undefined]);
    expect((await ask("perplexity", { text: "a", model: "novels" }, host)).status).toBe(404);
  });

  it("is not that of the model in whose place another writes, whatever an adapter is called", async () => {
    const lighter = { name: "small", standsInFor: "quotes", adapters: [{ name: "quotes" }] };
    const { host, calls } = await pageWithAdapters(lighter);
    expect((await ask("v1/completions", { prompt: "a", model: "quotes" }, host)).status).toBe(200);
    expect(calls.map(({ request }) => request.adapter)).toEqual([undefined]);
  });

  it("is no field of a call: only what is listed can be named", async () => {
    const { host, calls } = await pageWithAdapters();
    for (const route of ["v1/completions", "perplexity", "alternatives"]) {
      const body = { ...(route === "v1/completions" ? { prompt: "a" } : { text: "a" }), adapter: "poems" };
      expect((await ask(route, body, host)).status).toBe(422);
    }
    expect(calls).toEqual([]);
  });
});
