import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { ModelInfo } from "../contract/model-info.ts";
import { decodeSharedRun } from "../contract/share-link.ts";
import { askable, linkTo, messengersThatCut, quoteOf, shareable } from "./share.ts";
import { INITIAL } from "./state/page-state.ts";
import { endRun, startRun } from "./state/run.ts";
import { infoOf, offerOf, resultOf } from "./testing/answers.ts";

const request = { prompt: "life", continued: { text: "", ids: [] }, parameters: { top_k: 5 }, isDefaultPrompt: false };
const hub = { ...infoOf({ kind: "hub", repo: "owner/name" }), commit: "abc123" };
const written = (by: ModelInfo) => endRun(startRun(1, request), { ...resultOf("life", " is long", 7), model: by });
const run = written(hub);
const state = {
  ...INITIAL,
  prompt: "life",
  parameters: { top_k: 5 },
  run,
  load: { kind: "ready", info: hub },
} as const;

describe("shareable", () => {
  it("carries model, commit, prompt, changed parameters, seed and output", () => {
    expect(shareable(state)).toEqual({
      repo: "owner/name",
      revision: "abc123",
      prompt: "life",
      parameters: { top_k: 5, seed: 7 },
      output: [" is long"],
      device: "wasm q8",
    });
  });

  it("carries the form alone when the box has another prompt by now", () => {
    const { output, prompt } = shareable({ ...state, prompt: "death" });
    expect([output, prompt]).toEqual([undefined, "death"]);
  });

  it("carries what was typed after a run with one of the model's prompts, and that run while the box is empty", () => {
    const unasked = { ...state, run: { ...run, request: { ...request, isDefaultPrompt: true } } };
    expect(shareable({ ...unasked, prompt: "my own words" })).toMatchObject({ prompt: "my own words" });
    expect(shareable({ ...unasked, prompt: " " })).toMatchObject({ prompt: "life", output: [" is long"] });
  });

  it("T16: puts all of it into the fragment and nothing into the query", () => {
    const link = new URL(linkTo(new URL("https://site.example/a/?text=secret#old"), shareable(state)) ?? "");
    expect([link.search, link.pathname]).toEqual(["", "/a/"]);
    expect(decodeSharedRun(link.hash)).toEqual({ ok: true, value: shareable(state) });
  });
});

describe("a link to what a lighter model wrote in the place of the site's own", () => {
  const small = infoOf({ kind: "site", path: "models/quotes-small" });
  const own = infoOf({ kind: "site", path: "models/quotes" });

  it("names it, whichever is loaded by now", () => {
    const later = { ...state, run: written(small), load: { kind: "ready", info: own } } as const;
    expect(shareable(later)).toMatchObject({ site: "quotes-small", output: [" is long"] });
    expect(shareable({ ...later, run: written(own) })).not.toHaveProperty("site");
  });

  it("without a text is for the model that was asked for", () => {
    const { run: _, ...form } = state;
    const info = { ...small, standsInFor: "quotes" };
    expect(shareable({ ...form, load: { kind: "ready", info } })).not.toHaveProperty("site");
    const tales = offerOf({ kind: "site", path: "models/tales" }, { commit: "b".repeat(40) });
    const lighter = { ...infoOf({ kind: "site", path: "models/tales-small" }), standsInFor: "Tales", commit: "a" };
    const shared = shareable({ ...form, offer: tales, load: { kind: "ready", info: lighter } });
    expect(shared).toMatchObject({ site: "tales", revision: "b".repeat(40) });
  });

  it("leaves the model that was asked for to scripts and other pages", () => {
    const light = { kind: "site", path: "models/tales-small" } as const;
    const offer = offerOf({ kind: "site", path: "models/tales" }, { lighter: light });
    const page = { ...state, offer, run: written({ ...infoOf(light), commit: "abc" }) };
    const shared = shareable(page);
    expect(shared).toMatchObject({ site: "tales-small", revision: "abc" });
    expect(askable(shared, page)).toMatchObject({ site: "tales", prompt: "life" });
    expect(askable(shared, page)).not.toHaveProperty("revision");
    expect(askable(shared, { ...page, offer: offerOf(hub.source) })).toEqual(shared);
  });
});

describe("linkTo", () => {
  it("makes no link that this site would not open", () => {
    const random = randomBytes(60_000).toString("base64");
    expect(linkTo(new URL("https://site.example/"), { prompt: random, parameters: {} })).toBeUndefined();
    expect(linkTo(new URL("https://site.example/"), { prompt: "a".repeat(80_000), parameters: {} })).toBeDefined();
  });
});

it.each([
  [1900, []],
  [1901, ["discord"]],
  [3901, ["discord", "slack"]],
])("says who cuts a link of %i characters", (characters, names) => {
  expect(messengersThatCut(characters)).toEqual(names);
});

describe("quoteOf", () => {
  it("is the text as one would say it, and nothing where a link has none", () => {
    expect(quoteOf({ prompt: " Life is", parameters: {}, output: [" long , so it is ."] })).toBe(
      "“Life is long, so it is.”",
    );
    expect(quoteOf({ prompt: "Life is", parameters: {} })).toBeUndefined();
  });

  it("is cut at a word where it would be a page", () => {
    const quote = quoteOf({ prompt: "Life", parameters: {}, output: [" is long".repeat(200)] }) ?? "";
    expect(quote.length).toBeLessThan(510);
    expect(quote).toMatch(/(?:is|long) …”$/);
  });
});
