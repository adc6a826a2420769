import { afterEach, describe, expect, it } from "vitest";
import type { LoadProgress } from "../contract/load.ts";
import { fail, succeed } from "../contract/outcome.ts";
import { pageThatSays } from "../api/testing/page.ts";
import { connect } from "./connect.ts";
import { FakeBody } from "./testing/fake-element.ts";
import { type FakeSite, fakeSite, leavePage, PAGE, SITE, startFakePage } from "./testing/fake-page.ts";

afterEach(leavePage);

const never = () => new Promise<never>(() => undefined);
const HALF: LoadProgress = { phase: "download", loadedBytes: 1, totalBytes: 2, fraction: 0.5 };
const INFO = succeed(pageThatSays("").model);

/** A page around a site whose model is loaded in this way. */
function pageAround(load: FakeSite["work"]["load"], changes: Partial<FakeSite> = {}) {
  const site = fakeSite(changes);
  site.work = { ...site.work, load };
  return { site, ...startFakePage(site) };
}

const models: { close(): void }[] = [];

async function connected(...args: Parameters<typeof connect>) {
  const model = await connect(...args);
  models.push(model);
  return model;
}

afterEach(() => {
  for (const model of models.splice(0)) model.close();
});

describe("connect", () => {
  it("loads the model that is named, in a hidden frame at the end of the page", async () => {
    const { body, frames } = pageAround(async () => INFO);
    const model = await connected(SITE, { model: "owner/name@v1" });
    expect([model.name, model.device]).toEqual(["quotes", "wasm"]);
    expect(body.children).toEqual(frames);
    expect(frames[0]?.src).toBe("https://site.test/gpt/embed.html#mode=api&model=owner%2Fname%40v1");
    expect(frames[0]?.style).toMatchObject({ position: "fixed", opacity: "0", width: "1px" });
    expect([frames[0]?.getAttribute("aria-hidden"), frames[0]?.tabIndex]).toEqual(["true", -1]);
    model.close();
    expect(body.children).toEqual([]);
  });

  it("asks for the weights and the backend that are named", async () => {
    const { frames } = pageAround(async () => INFO);
    await connected(SITE, { dtype: "q4", backend: "onnx-wasm" });
    expect(new URL(frames[0]?.src ?? "").hash).toBe("#mode=api&dtype=q4&backend=onnx-wasm");
  });

  it("tells of progress", async () => {
    pageAround(async (tell) => {
      tell({ type: "progress", progress: HALF });
      return INFO;
    });
    const seen: LoadProgress[] = [];
    await connected(SITE, { onProgress: (progress) => void seen.push(progress) });
    await expect.poll(() => seen).toEqual([HALF]);
  });

  it.each([
    ["a corner of the page", undefined, { position: "fixed", bottom: "0" }],
    ["the container", new FakeBody(), { position: "static", width: "100%" }],
  ])("shows the frame in %s while the visitor must agree", async (_place, container, style) => {
    let agree: () => void = () => undefined;
    const consent = () =>
      new Promise<void>((resolve) => {
        agree = resolve;
      });
    const { site, frames } = pageAround(async () => INFO, { list: { ask: [PAGE], trusted: [] } });
    site.work = { ...site.work, consent };
    const asked: boolean[] = [];
    const onConsent = (needed: boolean) => void asked.push(needed);
    const connecting = connected(SITE, { onConsent, ...(container && { container: Object(container) }) });
    await expect.poll(() => asked).toEqual([true]);
    const height = "min(220px, 90vh)";
    expect(frames[0]?.style).toMatchObject({ ...style, opacity: "1", height, pointerEvents: "auto" });
    for (const tell of site.watchers) tell({ type: "resize", height: 301.5 });
    await expect.poll(() => frames[0]?.style["height"]).toBe("min(302px, 90vh)");
    expect(frames[0]?.getAttribute("aria-hidden")).toBeNull();
    if (container !== undefined) expect(container.children).toEqual(frames);
    agree();
    await connecting;
    await expect.poll(() => asked).toEqual([true, false]);
    expect(frames[0]?.style).toMatchObject({ opacity: "0", position: "fixed" });
  });

  it("rejects with the reason why a model could not be loaded, and leaves no frame behind", async () => {
    const { body } = pageAround(async () =>
      fail("model_not_found", "status", { url: "https://hub.test", status: "404" }),
    );
    await expect(connect(SITE)).rejects.toMatchObject({
      name: "HostlessError",
      code: "model_not_found",
      message: "https://hub.test answered with status 404.",
      hint: "Check the spelling of the model's name and revision.",
    });
    expect(body.children).toEqual([]);
  });

  it("rejects with timeout where a site does not answer", async () => {
    const { body } = pageAround(never, { deaf: Number.POSITIVE_INFINITY });
    await expect(connect(SITE, { timeoutMs: 1 })).rejects.toMatchObject({
      code: "timeout",
      message: expect.stringContaining("https://site.test"),
    });
    expect(body.children).toEqual([]);
  });

  it("rejects with timeout where the frame's page never comes", async () => {
    startFakePage(fakeSite());
    // Elements outside the document load nothing.
    const container = Object(new FakeBody());
    Object.defineProperty(container, "isConnected", { value: false });
    await expect(connect(SITE, { container, timeoutMs: 1 })).rejects.toMatchObject({
      code: "timeout",
      message: "https://site.test could not be loaded.",
    });
  });

  it("begins nothing where the signal has been aborted before", async () => {
    const { frames } = pageAround(async () => INFO);
    await expect(connect(SITE, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "aborted" });
    expect(frames).toEqual([]);
  });

  it.each([
    ["while it waits for the frame", { deaf: Number.POSITIVE_INFINITY }],
    ["while the model loads", {}],
  ])("gives up at once when it is aborted %s", async (_when, changes) => {
    const { body, site } = pageAround(never, changes);
    const leave = new AbortController();
    const connecting = connect(SITE, { signal: leave.signal });
    await expect.poll(() => site.knocks).toBe(1);
    leave.abort();
    await expect(connecting).rejects.toMatchObject({ code: "aborted" });
    expect(body.children).toEqual([]);
  });

  it("keeps a model that is there when the signal of its loading is aborted later", async () => {
    pageAround(async () => INFO);
    const leave = new AbortController();
    const model = await connected(SITE, { signal: leave.signal });
    leave.abort();
    expect((await model.generate({ prompt: "a" })).samples).toHaveLength(1);
  });

  it("loads the model anew where the frame was loaded anew; what ran then is told so", async () => {
    let loads = 0;
    const { site, frames } = pageAround(async () => {
      loads++;
      return INFO;
    });
    const { generate } = site.work.api;
    let calls = 0;
    site.work = {
      ...site.work,
      api: { ...site.work.api, generate: (...call) => (calls++ === 0 ? never() : generate(...call)) },
    };
    const model = await connected(SITE);
    const running = model.generate({ prompt: "a" });
    await expect.poll(() => calls).toBe(1);
    frames[0]?.load();
    await expect(running).rejects.toMatchObject({ code: "disconnected", message: /loaded anew/ });
    expect((await model.generate({ prompt: "a" })).samples).toMatchObject([{ text: " fine." }]);
    expect(loads).toBe(2);
  });

  it("rejects calls under way, and later ones, once the model was closed", async () => {
    const { site } = pageAround(async () => INFO);
    site.work = { ...site.work, api: { ...site.work.api, generate: never } };
    const model = await connected(SITE);
    const running = model.generate({ prompt: "a" });
    model.close();
    for (const call of [running, model.generate({ prompt: "a" })]) {
      await expect(call).rejects.toMatchObject({ code: "disconnected", message: "The model was closed." });
    }
  });
});
