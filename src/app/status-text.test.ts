import { describe, expect, it } from "vitest";
import { makeFailure } from "../contract/outcome.ts";
import type { PageState } from "./state/page.ts";
import { INITIAL } from "./state/page-state.ts";
import { BEFORE_RELOAD, endRun, NOTHING_CONTINUED, startRun } from "./state/run.ts";
import { statusText } from "./status-text.ts";
import { infoOf, resultOf } from "./testing/answers.ts";
import { FOREIGN, OWN } from "./testing/page.ts";
import { en } from "./words/en.ts";

const { status } = en;
const request = { prompt: "life", continued: NOTHING_CONTINUED, parameters: {}, isDefaultPrompt: false };
const READY: PageState = { ...INITIAL, load: { kind: "ready", info: infoOf(OWN) } };
const say = (state: PageState) => statusText(state, en);
const written = endRun(startRun(1, request), resultOf("life", " is"));

describe("statusText", () => {
  it.each<[string, Partial<PageState>]>([
    [status.looking, {}],
    [status.asking, { load: { kind: "asking", why: "foreign" } }],
    [status.download, { load: { kind: "loading" } }],
    [status.restarting, { load: { kind: "restarting", info: infoOf(OWN) } }],
    [status.failed, { load: { kind: "failed", failure: makeFailure("network", "script", {}) } }],
    [status.unpacking("a.zip"), { unpacking: "a.zip" }],
    [status.waiting, { run: startRun(1, request) }],
  ])("says %j", (said, more) => expect(say({ ...INITIAL, ...more })).toBe(said));

  it.each(["download", "convert", "start"] as const)("says that a load is at %s", (phase) => {
    const progress = { phase, loadedBytes: 0, totalBytes: 1, fraction: 0 };
    expect(say({ ...INITIAL, load: { kind: "loading", progress } })).toBe(status[phase]);
    expect(say({ ...INITIAL, load: { kind: "loading", progress: { ...progress, paused: true } } })).toBe(status.paused);
  });

  it("speaks of the run that goes on, and not of another model that is being looked up", () => {
    const beside = { load: { kind: "looking" }, isForeign: true, loadOptions: {} } as const;
    expect(say({ ...READY, beside })).toBe(status.looking);
    expect(say({ ...READY, beside, run: startRun(1, request) })).toBe(status.reading);
    expect(say({ ...READY, beside: { ...beside, load: { kind: "asking", why: "foreign" } } })).toBe(status.asking);
  });

  it("says how a run ended, and nothing of one before the page was loaded anew", () => {
    expect(say({ ...READY, run: written })).toBe(status.done(en.tokens(2), "2 ms"));
    expect(say({ ...READY, run: { ...written, number: BEFORE_RELOAD } })).toBe(status.ready);
    expect(say({ ...READY, run: { ...written, phase: "stopping" } })).toBe(status.stopping);
    expect(say({ ...READY, run: { ...written, phase: "failed" } })).toBe(status.runFailed);
    expect(say({ ...INITIAL, load: { kind: "loading" }, run: written })).toBe(status.download);
  });

  it("says that it was stopped where one of the texts was", () => {
    const result = resultOf("life", " is");
    const samples = result.samples.map((sample) => ({ ...sample, finish_reason: "stopped" as const }));
    const run = endRun(startRun(1, request), { ...result, samples, model: { name: "", source: FOREIGN } });
    expect(say({ ...READY, run })).toBe(status.stopped(en.tokens(2)));
  });
});
