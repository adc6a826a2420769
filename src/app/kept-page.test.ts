import { describe, expect, it } from "vitest";
import type { Intent } from "./intent.ts";
import { readKeptPage, restoringEvent, resume, writeKeptPage } from "./kept-page.ts";
import { continuation } from "./plan-run.ts";
import { shareable } from "./share.ts";
import type { PageState } from "./state/page.ts";
import { INITIAL, step } from "./state/page-state.ts";
import { appendDeltas, endRun, startRun } from "./state/run.ts";
import { infoOf, offerOf, resultOf } from "./testing/answers.ts";

const own = { kind: "site", path: "models/quotes" } as const;
const foreign = { kind: "hub", repo: "owner/name", revision: "main" } as const;
const ADDRESS = "https://site.test/#model=owner/name";
const request = {
  prompt: "life is",
  continued: { text: "", ids: [] },
  parameters: { top_p: 0.9 },
  isDefaultPrompt: false,
};
const details = [{ id: 1, logprob: Number.NEGATIVE_INFINITY, top: [], offset: 0, text: " s", bytes: [32] }];
const result = {
  ...resultOf("life is", " short", 7),
  samples: [{ prompt: 0, text: " short", token_ids: [1, 2], finish_reason: "length" as const, details }],
};

function ready(more: Partial<PageState> = {}): PageState {
  const loaded = { load: { kind: "ready", info: infoOf(foreign) } as const, offer: offerOf(foreign) };
  return { ...INITIAL, ...loaded, prompt: "life is", parameters: { top_p: 0.9 }, ...more };
}

/** The page after it was left as `state` and loaded anew. */
function reloaded(state: PageState): PageState {
  const [text = ""] = writeKeptPage(state, ADDRESS, true);
  const kept = readKeptPage(text);
  if (kept === undefined) throw new Error("nothing was kept");
  return step(INITIAL, restoringEvent(kept));
}

describe("a page that is loaded anew", () => {
  it("has prompt, parameters and the last answer, to share and to continue as before", () => {
    const before = ready({ run: endRun(startRun(3, request), result) });
    const after = reloaded(before);
    expect(after).toMatchObject({ prompt: "life is", parameters: { top_p: 0.9 }, run: { phase: "done" } });
    expect(after.run?.samples[0]?.text).toBe(" short");
    expect(shareable(after)).toEqual(shareable(before));
    expect(continuation(after.run, 0)).toEqual(continuation(before.run, 0));
    expect(after.run?.result?.parameters).toEqual(result.parameters);
    expect(after.run?.result?.backend).toEqual(result.backend);
  });

  it("shows how far a text had come that was being written", () => {
    const begun = appendDeltas(startRun(3, request), [{ sample: 0, text: " sho", tokens: 1 }]);
    const { run } = reloaded(ready({ run: begun }));
    expect([run?.phase, run?.samples[0]?.text, run?.failure?.code]).toEqual(["failed", " sho", "cancelled"]);
    expect(reloaded(ready({ run: startRun(3, request) })).run).toBeUndefined();
  });

  it("has what a link or the history brought, and what is continued", () => {
    const shared = { prompt: "life is", parameters: {}, texts: [" long"], earlierWith: "quotes", source: own };
    const continued = { prompt: "life", text: " is", ids: [5] };
    expect(reloaded(ready({ shared, continued }))).toMatchObject({ shared, continued });
  });

  it("has what an earlier build of the site kept, by the names that version 1 has", () => {
    const run = {
      request: { given: "life", kept: " is", keptIds: [5], parameters: {}, isDefaultPrompt: false },
      texts: [" short"],
    };
    const continued = { given: "life", text: " is", ids: [5] };
    const text = JSON.stringify({ v: 1, address: ADDRESS, prompt: "x", typed: true, parameters: {}, continued, run });
    const kept = readKeptPage(text);
    expect(kept?.continued).toEqual({ prompt: "life", text: " is", ids: [5] });
    expect(kept?.run?.request).toMatchObject({ prompt: "life", continued: { text: " is", ids: [5] } });
    if (kept === undefined) throw new Error("nothing was read");
    const [again = ""] = writeKeptPage(step(INITIAL, restoringEvent(kept)), ADDRESS, true);
    expect(JSON.parse(again)).toMatchObject({ continued, run });
  });

  it.each([
    "",
    "not JSON",
    "null",
    '{"v":2}',
    '{"v":1,"address":"x","prompt":5,"typed":true,"parameters":{}}',
    '{"v":1,"address":"x","prompt":"","typed":true,"parameters":{"top_p":7}}',
  ])("takes nothing from %j", (text) => expect(readKeptPage(text)).toBeUndefined());

  it("is kept without the answer where there is no room for it, and with the prompt at least", () => {
    const [whole = "", bare = ""] = writeKeptPage(ready({ run: endRun(startRun(3, request), result) }), ADDRESS, true);
    expect(whole.length).toBeGreaterThan(bare.length);
    expect(readKeptPage(bare)).toEqual({
      v: 1,
      address: ADDRESS,
      prompt: "life is",
      typed: true,
      parameters: { top_p: 0.9 },
    });
  });
});

describe("resume", () => {
  const [text = ""] = writeKeptPage(ready({ run: endRun(startRun(3, request), result) }), ADDRESS, true);
  const kept = readKeptPage(text);
  const link: Intent = { source: own, shared: { prompt: "x", parameters: {} }, text: "y" };

  it("brings all back on a return to the same address, whatever that brought at first", () => {
    expect(resume(kept, link, ADDRESS, true)).toEqual({ intent: { source: foreign }, kept });
    expect(resume(kept, { source: { kind: "hub", repo: "owner/name" } }, ADDRESS, true).intent.source).toEqual({
      kind: "hub",
      repo: "owner/name",
    });
  });

  it.each([
    ["another address", "https://site.test/#s2=x", true],
    ["an address that is opened anew", ADDRESS, false],
  ])("brings the prompt back to %s, which is followed", (_name, address, isReturn) => {
    const resumed = resume(kept, link, address, isReturn);
    expect(resumed.intent).toBe(link);
    expect(resumed.kept).toEqual({ v: 1, address, prompt: "life is", typed: true, parameters: {} });
  });

  it("asks again about an adapter in the address where the visitor had not answered, and nowhere else", () => {
    const voice = "SEx2AQ";
    const source = { kind: "files", name: "Seneca", files: [] } as const;
    const linked = { name: "Seneca", base: "quotes", bytes: 8000, source };
    const resumed = (more: Partial<PageState>, intent: Intent) => {
      const [text = ""] = writeKeptPage(ready(more), ADDRESS, true);
      return resume(readKeptPage(text), intent, ADDRESS, true).intent;
    };
    expect(resumed({ linked }, { source: foreign, voice })).toEqual({ source: foreign, voice });
    expect(resumed({}, { source: foreign, voice })).toEqual({ source: foreign });
    // The model that was opened in the page is not the one that the link is for.
    expect(resumed({ linked }, { source: own, voice })).toEqual({ source: foreign });
  });

  it("has nothing to bring to a first visit", () =>
    expect(resume(undefined, link, ADDRESS, false)).toEqual({ intent: link }));

  it("opens no model again that the browser does not keep", () => {
    const load = { kind: "ready", info: { ...infoOf(foreign), kept: { where: "memory" } } } as const;
    const [text = ""] = writeKeptPage(ready({ load }), ADDRESS, true);
    expect(resume(readKeptPage(text), { source: own }, ADDRESS, true).intent.source).toEqual(own);
  });
});
