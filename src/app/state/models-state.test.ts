import { describe, expect, it } from "vitest";
import { makeFailure } from "../../contract/outcome.ts";
import { infoOf, offerOf } from "../testing/answers.ts";
import { FOREIGN, OWN } from "../testing/page.ts";
import { attemptOf, type LoadEvent, NO_MODEL, readyModel, standingModel, stepModels } from "./models-state.ts";
import { withThread } from "./with-thread.ts";

const failure = makeFailure("network", "script", {});
const play = (events: readonly LoadEvent[], state = NO_MODEL) => events.reduce(stepModels, state);

const load = (number: number, isForeign = false): readonly LoadEvent[] => [
  { type: "looking", load: number, isForeign },
  { type: "offered", load: number, offer: offerOf(isForeign ? FOREIGN : OWN) },
  { type: "starting", load: number, options: {} },
];
const READY = play([...load(1), { type: "loaded", load: 1, info: infoOf(OWN) }]);
const ASKED = play(
  [
    { type: "looking", load: 2, isForeign: true },
    { type: "offered", load: 2, offer: offerOf(FOREIGN) },
    { type: "asking", load: 2, why: "foreign" },
  ],
  READY,
);

describe("stepModels", () => {
  it("drops what an earlier load answers", () => {
    const state = play([...load(1), ...load(2)]);
    expect(stepModels(state, { type: "loaded", load: 1, info: infoOf(OWN) })).toBe(state);
    expect(stepModels(READY, { type: "load-failed", load: 1, failure })).toBe(READY);
  });

  it("keeps the model that runs while another is asked about", () => {
    expect([readyModel(ASKED)?.name, standingModel(ASKED), attemptOf(ASKED).isForeign]).toEqual([
      "quotes",
      "quotes",
      true,
    ]);
  });

  it("comes back to it where the other one fails, with the failure beside, and without where it was given up", () => {
    const loading = play([{ type: "starting", load: 2, options: {} }], ASKED);
    expect(loading.load.kind).toBe("loading");
    const failed = stepModels(loading, { type: "load-failed", load: 2, failure });
    expect([failed.load.kind, attemptOf(failed).load]).toEqual(["ready", { kind: "failed", failure }]);
    const given = stepModels(loading, { type: "load-failed", load: 2, failure: { ...failure, code: "cancelled" } });
    expect([given.load.kind, given.beside]).toEqual(["ready", undefined]);
  });

  it("has the other one once it is loaded", () => {
    const loaded = play(
      [
        { type: "starting", load: 2, options: {} },
        { type: "loaded", load: 2, info: { ...infoOf(FOREIGN), name: "b" } },
      ],
      ASKED,
    );
    expect([readyModel(loaded)?.name, loaded.before, loaded.beside]).toEqual(["b", undefined, undefined]);
  });
});

describe("withThread", () => {
  it("waits for the model that was lost, then has it again or says why not", () => {
    const restarting = withThread(READY, { kind: "restarting", failure });
    expect(restarting.load.kind).toBe("restarting");
    expect(withThread(restarting, { kind: "restored", info: infoOf(OWN) }).load.kind).toBe("ready");
    expect(withThread(restarting, { kind: "lost", failure }).load).toEqual({ kind: "failed", failure });
  });

  it("has no way back to a model that could not be loaded again", () => {
    const loading = play([{ type: "starting", load: 2, options: {} }], ASKED);
    const restarting = withThread(loading, { kind: "restarting", failure });
    expect(restarting.before?.load.kind).toBe("restarting");
    expect(withThread(restarting, { kind: "lost", failure }).before).toBeUndefined();
  });

  it("changes nothing of a page that has no model", () => {
    expect(withThread(NO_MODEL, { kind: "restarting", failure }).load).toEqual({ kind: "looking" });
  });

  it("says how far the model comes in whose place a lighter one writes, until it is here or is not coming", () => {
    const progress = { phase: "download", loadedBytes: 1, totalBytes: 2, fraction: 0.5 } as const;
    const coming = withThread(READY, { kind: "improving", progress });
    expect(coming.load).toMatchObject({ kind: "ready", coming: progress });
    expect(withThread(coming, { kind: "not-improved", failure }).load).not.toHaveProperty("coming");
    expect(withThread(coming, { kind: "improved", info: { ...infoOf(OWN), name: "full" } }).load).toMatchObject({
      info: { name: "full" },
    });
  });
});
