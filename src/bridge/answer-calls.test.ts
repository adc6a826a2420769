import { wrap } from "comlink";
import { describe, expect, it } from "vitest";
import { pageThatSays } from "../api/testing/page.ts";
import { type ApiHost, OFFER_MESSAGE } from "../contract/api/host.ts";
import { fail, refuse, succeed } from "../contract/outcome.ts";
import { siteModel } from "../contract/own-model.ts";
import { answerCalls } from "./answer-calls.ts";

const BASE = "https://site.test/gpt/";
const { host, model } = pageThatSays(" fine.");

/** A page of the site, and what happened there. */
function somePage(
  given: { address?: string; container?: undefined; control?: unknown; loaded?: "fails" | "never" } = {},
) {
  const container = Object.assign(new EventTarget(), { startMessages: () => undefined });
  const loads: string[] = [];
  const page = {
    address: `${BASE}mine/page.html?a=1`,
    container: Object(container),
    takeControl: async () => ("control" in given ? given.control : {}),
    open: async () => ({
      host,
      source: siteModel("quotes"),
      thread: {
        load: async (source: { kind: string }) => {
          loads.push(source.kind);
          if (given.loaded === "never") return new Promise<never>(() => undefined);
          if (given.loaded === "fails") return fail("internal", "error", { reason: "Gone." });
          return succeed(model);
        },
        cancelLoad: async () => void loads.push("cancelled"),
      },
    }),
    ...("container" in given && { container: undefined }),
    ...(given.address !== undefined && { address: given.address }),
  };
  return { page, loads, container };
}

describe("answerCalls", () => {
  it("answers a service worker that asks at once, loads the site's model, and says which", async () => {
    const { page, loads, container } = somePage();
    const answering = answerCalls(BASE, page);
    const { port1, port2 } = new MessageChannel();
    container.dispatchEvent(new MessageEvent("message", { data: { type: OFFER_MESSAGE }, ports: [port2] }));
    expect(await wrap<ApiHost>(port1).status()).toMatchObject({ queued: 0 });
    expect(await answering).toEqual(succeed(model));
    expect(loads).toEqual(["site"]);
    port1.close();
  });

  it.each([
    ["is outside of the site's folder", { address: "https://site.test/other/" }, "outside_site"],
    ["is of another site whose name begins alike", { address: "https://site.test/gpt-2/" }, "outside_site"],
    ["may have no service worker", { container: undefined }, "no_service_worker"],
  ])("says so where the page %s", async (_what, given, detail) => {
    const { page, loads } = somePage(given);
    expect(await answerCalls(BASE, page)).toMatchObject({ ok: false, failure: { code: "not_loaded", detail } });
    expect(loads).toEqual([]);
  });

  it("does not wait for the model where the page gets no service worker, and downloads no more of it", async () => {
    const { page, loads } = somePage({ control: undefined, loaded: "never" });
    expect(await answerCalls(BASE, page)).toMatchObject({ ok: false, failure: { detail: "no_service_worker" } });
    await expect.poll(() => loads).toEqual(["site", "cancelled"]);
  });

  it("tells those who call why nothing could be started, and the page itself", async () => {
    const { page, container } = somePage();
    const refusal = refuse("server_error", "status", { url: "https://site.test/gpt/embed.html", status: "503" });
    const answering = answerCalls(BASE, { ...page, open: () => Promise.reject(refusal) });
    await expect(answering).rejects.toBe(refusal);
    const { port1, port2 } = new MessageChannel();
    container.dispatchEvent(new MessageEvent("message", { data: { type: OFFER_MESSAGE }, ports: [port2] }));
    expect(await wrap<ApiHost>(port1).status()).toEqual({ reason: refusal.failure, queued: 0 });
    port1.close();
  });

  it("tells why the model could not be loaded", async () => {
    const { page } = somePage({ loaded: "fails" });
    expect(await answerCalls(BASE, page)).toMatchObject({ ok: false, failure: { code: "internal" } });
  });
});
