import { describe, expect, it } from "vitest";
import { createTurns } from "./turns.ts";

/** A queue in which everything has its turn at once. */
const turns = () => createTurns((work) => work());

describe("createTurns", () => {
  it("tells the work of a run that it was stopped, and no other", async () => {
    const { take, stop } = turns();
    let resolve = () => {};
    const promise = new Promise<void>((settle) => {
      resolve = settle;
    });
    const wait = (run: number) =>
      take(run, "visitor", async (flag) => {
        await promise;
        return flag.stopped;
      });
    const both = Promise.all([wait(1), wait(2)]);
    await stop(2);
    await stop(99);
    resolve();
    expect(await both).toEqual([
      { ok: true, value: false },
      { ok: true, value: true },
    ]);
  });

  it("turns what the work throws into a failure", async () => {
    const outcome = await turns().take(1, undefined, () => Promise.reject(new Error("broken")));
    expect(outcome).toMatchObject({ ok: false, failure: { code: "internal" } });
  });
});
