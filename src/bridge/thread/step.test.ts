import { describe, expect, it } from "vitest";
import { step } from "./step.ts";
import { answered, died, failed, load, loaded, nameOf, play, run, stop, wantedOf } from "./testing/play.ts";
import type { ThreadEvent } from "./thread-state.ts";

describe("step", () => {
  it("answers a load of what is loaded already at once, and loads files anew that may have changed", () => {
    const ready = play([load(10, "a"), loaded(1, "a")]).state;
    expect(play([load(11, "a")], ready).effects.map(nameOf)).toEqual(["settle 11: a"]);
    const files = { kind: "files", name: "a", files: [{ path: "config.json", bytes: new Blob() }] } as const;
    const picked: ThreadEvent = { type: "load", load: 11, wanted: { source: files, options: {} } };
    const brought = play([{ ...picked, load: 10 }, loaded(1, "a")]).state;
    expect(play([picked], brought).effects.map(nameOf)).toEqual(["start 2", "load files in 2"]);
  });

  it("begins at once what waits behind a load of what is loaded already", () => {
    const waiting = play([load(10, "a"), load(11, "a"), load(12, "b")]).state;
    const { effects } = play([loaded(1, "a")], waiting);
    expect(effects.map(nameOf)).toEqual(["settle 10: a", "settle 11: a", "start 2", "load b in 2"]);
  });

  it("keeps a large model's thread for other weights of it, and gives another model another one", () => {
    const ready = play([load(10, "large a"), loaded(1, "large a")]).state;
    const other: ThreadEvent = { type: "load", load: 11, wanted: wantedOf("large a", { options: { dtype: "q4" } }) };
    expect(play([other], ready).effects.map(nameOf)).toEqual(["load large a in 1"]);
    expect(play([load(11, "b")], ready).effects.map(nameOf)).toEqual(["end 1: cancelled", "start 2", "load b in 2"]);
  });

  it("lets no stop overtake the run that it means, and lets it pass all others", () => {
    const making = play([load(10, "large a"), loaded(1, "large a"), run(1), load(11, "b"), run(2)]).state;
    expect(play([stop(3, 1)], making).effects.map(nameOf)).toEqual(["post 3 to 1"]);
    const waits = play([stop(3, 2)], making);
    expect(waits.effects).toEqual([]);
    const { effects } = play([answered(1, 1, failed("cancelled")), loaded(2, "b")], waits.state);
    expect(effects.map(nameOf)).toEqual(["settle 11: b", "post 2 to 2", "post 3 to 2"]);
  });

  it("lets no stop wait for a run that came after it, whatever that one's number", () => {
    const later: ThreadEvent = { type: "called", call: { call: 4, needsModel: true, run: 2 } };
    const { effects } = play([load(10, "a"), run(2), stop(3, 2), later, loaded(1, "a")]);
    expect(effects.map(nameOf)).toEqual(["settle 10: a", "post 2 to 1", "post 3 to 1", "post 4 to 1"]);
  });

  it("finishes on the old model what its GPU's loss interrupted, before another takes over", () => {
    const lost = play([load(10, "a"), loaded(1, "a"), run(1), load(11, "b"), answered(1, 1)]);
    expect(lost.effects.map(nameOf)).toEqual(["end 1: gpu_lost", "tell restarting", "start 3", "load a in 3"]);
    const back = play([run(2), loaded(2, "b"), loaded(3, "a")], lost.state);
    expect(back.effects.map(nameOf)).toEqual(["tell restored", "post 2 to 3"]);
    const { effects, state } = play([answered(3, 2, failed("cancelled"))], back.state);
    expect([effects.map(nameOf), state.model?.info.name]).toEqual([["end 3: cancelled", "settle 11: b"], "b"]);
  });

  it("tells of a model that comes by itself how far it is, and gives it up for another choice, not for the same", () => {
    const light = { type: "load", load: 10, wanted: wantedOf("light", { standsInFor: "full" }) } as const;
    const full = { type: "load", load: 11, wanted: wantedOf("full", { isImprovement: true }) } as const;
    const coming = play([light, loaded(1, "light"), full]).state;
    expect(coming.model?.info).toMatchObject({ name: "light", standsInFor: "full" });
    const progress = { phase: "download", loadedBytes: 1, totalBytes: 2, fraction: 0.5 } as const;
    expect(play([{ type: "progress", load: 11, progress }], coming).effects.map(nameOf)).toEqual(["tell improving"]);
    expect(play([loaded(2, "full")], coming).effects.map(nameOf)).toEqual([
      "end 1: cancelled",
      "settle 11: full",
      "tell improved",
    ]);
    expect(play([died(2)], coming).effects.map(nameOf)).toEqual(["settle 11: worker_died", "tell not-improved"]);
    expect(play([{ type: "chosen", wanted: wantedOf("full") }], coming).effects).toEqual([]);
    const dropped = play([{ type: "chosen", wanted: wantedOf("other") }], coming);
    expect(dropped.effects.map(nameOf)).toEqual(["tell not-improved", "give up 11 in 2"]);
    const { effects } = play([{ type: "progress", load: 11, progress }, died(2)], dropped.state);
    expect(effects.map(nameOf)).toEqual(["settle 11: worker_died"]);
  });

  it("tells of a model that came by itself as it was given up, where it answers now", () => {
    const light = { type: "load", load: 10, wanted: wantedOf("large light") } as const;
    const full = { type: "load", load: 11, wanted: wantedOf("large full", { isImprovement: true }) } as const;
    const coming = play([light, loaded(1, "large light"), full]).state;
    const dropped = play([{ type: "give-up", isFinal: true }], coming);
    expect(dropped.effects.map(nameOf)).toEqual(["tell not-improved", "give up 11 in 2"]);
    const { effects } = play([loaded(2, "large full")], dropped.state);
    expect(effects.map(nameOf)).toEqual(["settle 11: large full", "tell improved"]);
  });

  it("tells the plan what was lost, how often, and which of its ways have failed", () => {
    const ready = play([load(10, "a"), loaded(1, "a"), run(1)]).state;
    const [lost, effects] = step(ready, answered(1, 1), 1000);
    const gpuLoss = { dtype: "q4", isRepeated: false, failedWays: 0 };
    expect(effects.at(-1)).toMatchObject({ type: "load", wanted: { options: { gpuLoss } } });
    expect(play([died(2)], lost).effects.at(-1)).toMatchObject({
      wanted: { options: { gpuLoss: { ...gpuLoss, failedWays: 1 } } },
    });
    const { state } = play([loaded(2, "a"), run(2)], lost);
    const again = { wanted: { options: { gpuLoss: { ...gpuLoss, isRepeated: true } } } };
    expect(step(state, answered(2, 2), 60_999)[1].at(-1)).toMatchObject(again);
    expect(step(state, answered(2, 2), 61_000)[1].at(-1)).toMatchObject({ wanted: { options: { gpuLoss } } });
  });
});
