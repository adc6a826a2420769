import { afterEach, describe, expect, it } from "vitest";
import type { EmbedEvent } from "../contract/embed.ts";
import { createFrame, frameUrl, openLine } from "./frame.ts";
import { fakeSite, leavePage, PAGE, SITE, startFakePage } from "./testing/fake-page.ts";

afterEach(leavePage);

const ORIGIN = new URL(SITE).origin;
const ignore = () => undefined;

/** A frame of `site` in the page's body. */
function frameIn({ body }: ReturnType<typeof startFakePage>): HTMLIFrameElement {
  const frame = createFrame(frameUrl(SITE, { mode: "api" }), "Model");
  body.append(Object(frame));
  return frame;
}

describe("frameUrl", () => {
  it.each([
    ["https://site.test/gpt", "https://site.test/gpt/embed.html#mode=api"],
    ["https://site.test/gpt/", "https://site.test/gpt/embed.html#mode=api"],
    ["https://site.test", "https://site.test/embed.html#mode=api"],
  ])("finds the page of %s", (site, url) => {
    expect(frameUrl(site, { mode: "api" }).href).toBe(url);
  });

  it("says in the fragment what the frame should do, whatever characters it has", () => {
    const { hash } = frameUrl(SITE, { mode: "form", model: "owner/name@a b", prompt: "1 & 2 = #3\n" });
    expect(Object.fromEntries(new URLSearchParams(hash.slice(1)))).toEqual({
      mode: "form",
      model: "owner/name@a b",
      prompt: "1 & 2 = #3\n",
    });
  });
});

describe("createFrame", () => {
  it("lets the frame neither navigate the page nor open windows, and sends no referrer", () => {
    startFakePage(fakeSite());
    const frame = createFrame(frameUrl(SITE, { mode: "api" }), "Model");
    const allowed = frame.getAttribute("sandbox")?.split(" ") ?? [];
    expect(allowed).toEqual(["allow-scripts", "allow-same-origin", "allow-forms", "allow-downloads"]);
    expect(frame).toMatchObject({ title: "Model", referrerPolicy: "no-referrer" });
  });
});

describe("openLine", () => {
  it("reaches the frame, and hears what happens in it", async () => {
    const site = fakeSite();
    const events: EmbedEvent[] = [];
    const frame = frameIn(startFakePage(site));
    const line = await openLine(frame, ORIGIN, (event) => void events.push(event), new AbortController().signal);
    expect(await line.host.status()).toMatchObject({ queued: 0 });
    for (const watcher of site.watchers) watcher({ type: "resize", height: 7 });
    await expect.poll(() => events).toEqual([{ type: "resize", height: 7 }]);
    line.close();
  });

  it("knocks again until the frame's script is there", async () => {
    const site = fakeSite({ deaf: 2 });
    const line = await openLine(frameIn(startFakePage(site)), ORIGIN, ignore, new AbortController().signal);
    expect(site.knocks).toBe(3);
    line.close();
  });

  it("sends the channel to no other origin", async () => {
    const site = fakeSite();
    const opening = openLine(frameIn(startFakePage(site)), "https://other.test", ignore, AbortSignal.timeout(1));
    await expect(opening).rejects.toMatchObject({ code: "timeout", message: /https:\/\/other\.test does not answer/ });
    expect(site.watchers.size).toBe(0);
  });

  it("gives up when it is told to", async () => {
    const site = fakeSite({ deaf: Number.POSITIVE_INFINITY });
    const leave = new AbortController();
    const opening = openLine(frameIn(startFakePage(site)), ORIGIN, ignore, leave.signal);
    leave.abort();
    await expect(opening).rejects.toMatchObject({ name: "HostlessError", code: "aborted" });
  });

  it("refuses by name in a page that has no origin, and says what to do", async () => {
    const opening = openLine(frameIn(startFakePage(fakeSite(), "null")), ORIGIN, ignore, AbortSignal.timeout(1000));
    await expect(opening).rejects.toMatchObject({
      code: "refused",
      hint: expect.stringContaining("allow-same-origin"),
    });
  });

  it("is answered by no site that does not list the page", async () => {
    const site = fakeSite({ list: { ask: [], trusted: [`${PAGE}.evil.test`] } });
    const opening = openLine(frameIn(startFakePage(site)), ORIGIN, ignore, AbortSignal.timeout(1));
    await expect(opening).rejects.toMatchObject({ code: "timeout" });
  });
});
