import { describe, expect, it } from "vitest";
import { makeFailure, succeed } from "../../contract/outcome.ts";
import { entryOf } from "../history.ts";
import { readKeptPage, restoringEvent, writeKeptPage } from "../kept-page.ts";
import { shareable } from "../share.ts";
import { infoOf, offerOf, resultOf } from "../testing/answers.ts";
import { FOREIGN, OWN, openReadyPage, settle } from "../testing/page.ts";
import type { PageState } from "./page.ts";
import { INITIAL, step } from "./page-state.ts";
import { endRun, startRun } from "./run.ts";
import { adapterIn, adapterOfVoice, voiceOf, writerName } from "./voice.ts";

const DIGEST = "3f2a91bc".repeat(8);
const adapters = [
  { name: "poems", digest: DIGEST, id: "1" },
  { name: "letters", digest: "0".repeat(64) },
];
const voice = { name: "Poems", digest: DIGEST.slice(0, 16), source: OWN };

function ready(more: Partial<PageState> = {}): PageState {
  return { ...INITIAL, load: { kind: "ready", info: { ...infoOf(OWN), adapters } }, offer: offerOf(OWN), ...more };
}

describe("the voice of the page", () => {
  it("is named as the model has it, by what it computes and not by what it is called elsewhere", () => {
    expect(adapterIn(ready({ voice }))).toEqual({ adapter: "poems" });
    expect(adapterOfVoice(ready({ voice }))).toBe(adapters[0]);
    expect(adapterIn(ready())).toEqual({});
  });

  it("that is not here is named all the same, also where another one has its name", () => {
    const other = { ...voice, name: "letters", digest: "f".repeat(16) };
    expect(adapterIn(ready({ voice: other }))).toEqual({ adapter: "letters (ffffffff)" });
    expect(adapterOfVoice(ready({ voice: other }))).toBe(undefined);
  });

  it("has no part in another model, and is there again with its own", () => {
    const elsewhere = ready({ voice, offer: offerOf(FOREIGN) });
    expect([voiceOf(elsewhere), adapterIn(elsewhere)]).toEqual([undefined, {}]);
    expect(voiceOf({ ...elsewhere, offer: offerOf(OWN) })).toBe(voice);
  });

  it("is one name with its model's", () => {
    expect([writerName("quotes", "poems"), writerName("quotes", undefined)]).toEqual(["quotes + poems", "quotes"]);
  });

  it("is what a run asks for, and what is asked for once more where the model says that it is not there", async () => {
    const page = await openReadyPage({ adapters });
    page.session.store.send({ type: "voice", voice: { ...voice, digest: "e".repeat(16) } });
    page.session.type("life");
    page.session.generate();
    expect(page.runs[0]?.request.adapter).toBe("Poems (eeeeeeee)");
    const failure = makeFailure("model_not_found", "no_adapter", { model: "quotes", name: "Poems (eeeeeeee)" });
    page.runs[0]?.settle({ ok: false, failure });
    await settle();
    expect(page.state().run).toMatchObject({ phase: "failed", failure });
    page.session.store.send({ type: "voice", voice });
    page.session.tryAgain();
    expect(page.runs[1]?.request.adapter).toBe("poems");
    page.session.store.send({ type: "voice", voice: undefined });
    page.runs[1]?.settle(succeed(resultOf("life", " is")));
    await settle();
    page.session.tryAgain();
    expect(page.runs[2]?.request).not.toHaveProperty("adapter");
  });
});

describe("what tells of a voice", () => {
  const { model } = resultOf("life", " is");
  const result = { ...resultOf("life", " is"), model: { ...model, adapter: "poems", adapter_digest: DIGEST } };
  const request = { prompt: "life", continued: { text: "", ids: [] }, parameters: {}, isDefaultPrompt: false };
  const run = endRun(startRun(1, request), result);

  it("is a link to a text, and to the form as it is", () => {
    const adapter = { name: "poems", digest: DIGEST.slice(0, 16) };
    expect(shareable(ready({ run, prompt: "life" })).adapter).toEqual(adapter);
    // What is chosen by now has no part in the text that is there.
    expect(shareable(ready({ run, prompt: "life", voice: { ...voice, digest: "e".repeat(16) } })).adapter).toEqual(
      adapter,
    );
    expect(shareable(ready({ prompt: "death", voice })).adapter).toEqual({ name: "Poems", digest: voice.digest });
    expect(shareable(ready({ prompt: "death" }))).not.toHaveProperty("adapter");
  });

  it("is an entry of the history, which goes back to it", async () => {
    const entry = entryOf(run, 5);
    if (entry === undefined) throw new Error("unfinished");
    expect(entry).toMatchObject({ model: "quotes", adapter: { name: "poems", digest: DIGEST } });
    const page = await openReadyPage({ adapters });
    await page.session.reopen(entry);
    expect(adapterIn(page.state())).toEqual({ adapter: "poems" });
    expect(page.state().shared?.earlierWith).toBe("quotes + poems");
    const { adapter: _, ...plain } = entry;
    await page.session.reopen(plain);
    expect(adapterIn(page.state())).toEqual({});
  });

  it("is a link that is opened", async () => {
    const page = await openReadyPage({ adapters });
    const shared = {
      prompt: "life",
      parameters: {},
      output: [" is"],
      adapter: { name: "x", digest: DIGEST.slice(0, 16) },
    };
    await page.session.open({ source: OWN, shared });
    page.session.verify();
    expect(page.runs[0]?.request.adapter).toBe("poems");
  });

  it("is the page that is loaded anew, with the text that it wrote", () => {
    const [text = ""] = writeKeptPage(ready({ run, voice, prompt: "life" }), "https://site.test/", true);
    const kept = readKeptPage(text);
    const restored = kept && step(INITIAL, restoringEvent(kept));
    expect(restored?.voice).toEqual(voice);
    expect(restored?.run?.result?.model).toMatchObject({ adapter: "poems", adapter_digest: DIGEST });
  });
});
