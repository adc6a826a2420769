import { describe, expect, it } from "vitest";
import { switchEngine } from "./switch-engine.ts";
import { done, fakeEngine } from "./testing/fake-engines.ts";

const REQUEST = { prompt: "a", parameters: {} };
const ignore = () => undefined;
const turn = () => new Promise((resolve) => setTimeout(resolve));

function two() {
  const offer = () => {
    throw new Error("not used by this test");
  };
  const [first, second] = [fakeEngine(offer), fakeEngine(offer)];
  return { first, second, switched: switchEngine(first) };
}

describe("switchEngine", () => {
  it("changes over between two runs: the one under way ends where it began, the next waits for the new engine", async () => {
    const { first, second, switched } = two();
    const one = switched.engine.generate(REQUEST, 1, ignore);
    await turn();
    const change = switched.changeTo(second);
    const next = switched.engine.generate(REQUEST, 2, ignore);
    await turn();
    expect([first.runs.length, second.runs.length, first.isClosed()]).toEqual([1, 0, false]);
    first.runs[0]?.settle(done);
    await Promise.all([one, change]);
    await turn();
    expect([first.isClosed(), switched.isHere(second)]).toEqual([true, true]);
    expect(second.runs.map(({ run }) => run)).toEqual([2]);
    second.runs[0]?.settle(done);
    expect(await next).toEqual(done);
  });

  it("stops a run where it is, and one that waits where it will be", async () => {
    const { first, second, switched } = two();
    void switched.engine.generate(REQUEST, 1, ignore);
    await turn();
    const change = switched.changeTo(second);
    void switched.engine.generate(REQUEST, 2, ignore);
    const stopped = switched.engine.stop(2);
    await switched.engine.stop(1);
    expect([first.stopped, second.stopped]).toEqual([[1], []]);
    first.runs[0]?.settle(done);
    await Promise.all([change, stopped]);
    expect([second.runs.map(({ run }) => run), second.stopped]).toEqual([[2], [2]]);
  });

  it("changes at once where nothing is under way", async () => {
    const { first, second, switched } = two();
    await switched.changeTo(second);
    expect(await switched.engine.countTokens("abc")).toEqual({ ok: true, value: 3 });
    expect(first.isClosed()).toBe(true);
  });
});
