import OpenAI from "openai";
import { afterEach, describe, expect, it } from "vitest";
import type { ApiHost } from "../contract/api/host.ts";
import { makeFailure } from "../contract/outcome.ts";
import { pageThatSays } from "../api/testing/page.ts";
import { connect } from "./connect.ts";
import { fetchThrough } from "./fetch-routes.ts";
import type { Line } from "./frame.ts";
import type { HostlessModel } from "./model.ts";
import { fakeSite, leavePage, SITE, startFakePage } from "./testing/fake-page.ts";

let model: HostlessModel | undefined;
afterEach(() => {
  model?.close();
  leavePage();
});

async function modelThat(overrides: Partial<ApiHost> = {}) {
  const page = pageThatSays(" one two three.", overrides);
  const site = fakeSite();
  site.work = { ...site.work, api: page.host };
  startFakePage(site);
  model = await connect(SITE);
  return { model, page };
}

const COMPLETIONS = `${SITE}api/v1/completions`;
const post = (body: unknown, init: RequestInit = {}): RequestInit => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
  ...init,
});

describe("the model's fetch", () => {
  it("serves the official client of another page, whole and streamed", async () => {
    const { model } = await modelThat();
    const client = new OpenAI({
      baseURL: `${SITE}api/v1`,
      apiKey: "none",
      fetch: model.fetch,
      dangerouslyAllowBrowser: true,
    });
    const whole = await client.completions.create({ model: "quotes", prompt: "a" });
    expect(whole.choices[0]?.text).toBe(" one two three.");
    const pieces: string[] = [];
    for await (const { choices } of await client.completions.create({ model: "quotes", prompt: "a", stream: true }))
      pieces.push(choices[0]?.text ?? "");
    expect(pieces.filter((piece) => piece !== "")).toEqual([" one", " two", " three."]);
    expect((await client.models.list()).data.map(({ id }) => id)).toEqual(["quotes"]);
    await expect(client.completions.create({ model: "other", prompt: "a" })).rejects.toMatchObject({ status: 404 });
  });

  it("answers with the statuses and headers of the routes", async () => {
    const { model } = await modelThat();
    const wrong = await model.fetch(COMPLETIONS, post({ prompt: "a", temperature: "hot" }));
    expect([wrong.status, wrong.headers.get("Content-Type")]).toEqual([422, "application/json"]);
    expect((await model.fetch(`${SITE}api/nothing`)).status).toBe(404);
    expect(await (await model.fetch(new Request(`${SITE}api/health`))).json()).toMatchObject({ status: "ok" });
  });

  it("does not tell another page why there is no model", async () => {
    const status: ApiHost["status"] = async () => ({ reason: makeFailure("not_loaded", "loading", {}), queued: 0 });
    const { model } = await modelThat({ status });
    const answer = await model.fetch(COMPLETIONS, post({ prompt: "a" }));
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain("being loaded");
  });

  it("refuses an address that is no route", async () => {
    const { model } = await modelThat();
    await expect(model.fetch("https://elsewhere.test/v1/models")).rejects.toMatchObject({ code: "bad_request" });
  });

  it.each(["by its signal", "by leaving the stream"])("stops the run that is given up %s", async (how) => {
    const stopped: string[] = [];
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const { model } = await modelThat({
      async generate(call, onDeltas) {
        await onDeltas?.([{ sample: 0, text: " on", tokens: 1 }]);
        await ended;
        return pageThatSays(" on").host.generate(call);
      },
      async stop(id) {
        stopped.push(id);
        end();
      },
    });
    const leave = new AbortController();
    const response = await model.fetch(COMPLETIONS, post({ prompt: "a", stream: true }, { signal: leave.signal }));
    const reader = response.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain(" on");
    if (how === "by its signal") {
      leave.abort();
      await expect(reader?.read()).rejects.toMatchObject({ name: "AbortError" });
    } else await reader?.cancel();
    await expect.poll(() => stopped).toHaveLength(1);
  });

  it("rejects an abort while the frame is loading anew", async () => {
    let knocks = 0;
    const current = () => {
      knocks++;
      return new Promise<Line>(() => {});
    };
    const fetcher = fetchThrough({ current, broken: () => new Promise(() => {}), close: () => {} });
    const leave = new AbortController();
    const answer = fetcher(COMPLETIONS, post({ prompt: "a" }, { signal: leave.signal }));
    await expect.poll(() => knocks).toBe(1);
    leave.abort();
    await expect(answer).rejects.toMatchObject({ name: "AbortError" });
  });

  it("rejects where the signal was aborted before, and where the frame goes away", async () => {
    const never: ApiHost["generate"] = () => new Promise(() => {});
    const { model, page } = await modelThat({ generate: never });
    const gone = model.fetch(COMPLETIONS, post({ prompt: "a" }, { signal: AbortSignal.abort() }));
    await expect(gone).rejects.toMatchObject({ name: "AbortError" });
    expect(page.calls).toEqual([]);
    const waiting = model.fetch(COMPLETIONS, post({ prompt: "a" }));
    model.close();
    await expect(waiting).rejects.toMatchObject({ code: "disconnected" });
  });
});
