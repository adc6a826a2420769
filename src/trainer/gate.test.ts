import { describe, expect, it } from "vitest";
import { Gate } from "./gate.ts";

/** Whether a promise has settled by now. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.then(() => {
    settled = true;
  });
  for (let i = 0; i < 5; i++) await Promise.resolve();
  return settled;
}

describe("Gate", () => {
  it("lets training pass while nobody else computes", async () => {
    expect(await isSettled(new Gate().pass())).toBe(true);
  });

  it("holds it until it is let go, also where it was held again meanwhile", async () => {
    const gate = new Gate();
    gate.hold(true);
    const passing = gate.pass();
    expect(await isSettled(passing)).toBe(false);
    gate.hold(false);
    gate.hold(true);
    expect(await isSettled(passing)).toBe(false);
    gate.hold(false);
    expect(await isSettled(passing)).toBe(true);
  });

  it("lets a training that was stopped pass at once, until the next one", async () => {
    const gate = new Gate();
    gate.hold(true);
    const passing = gate.pass();
    gate.stop();
    expect(await isSettled(passing)).toBe(true);
    expect(gate.isStopped).toBe(true);
    gate.reopen();
    expect(gate.isStopped).toBe(false);
    expect(await isSettled(gate.pass())).toBe(false);
  });
});
