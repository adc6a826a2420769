import { describe, expect, it } from "vitest";
import { type Outcome, succeed } from "../contract/outcome.ts";
import { createWaits } from "../api/testing/waits.ts";
import { whileOpen } from "./while-open.ts";

const LOOK_MS = 100;
const PING_MS = 2000;
const SLEEP_MS = 8000;

/** A page that computes something, and what a test can do to it. */
function openPage() {
  const clock = createWaits();
  const state = { open: true, awake: true, pings: 0 };
  let settle = (_outcome: Outcome<string>) => {};
  const call = new Promise<Outcome<string>>((resolve) => {
    settle = resolve;
  });
  const answering = {
    isOpen: async () => state.open,
    ping: () => {
      state.pings++;
      return state.awake ? Promise.resolve() : new Promise<void>(() => {});
    },
    wait: clock.wait,
  };
  return { outcome: whileOpen(answering, call), state, settle, end: clock.end };
}

describe("whileOpen", () => {
  it("gives the page's own outcome while it is open and answers", async () => {
    const { outcome, settle, end, state } = openPage();
    for (let turn = 0; turn < 3; turn++) {
      await end(LOOK_MS, PING_MS);
      await end(PING_MS, SLEEP_MS);
    }
    expect(state.pings).toBeGreaterThan(1);
    settle(succeed("done"));
    expect(await outcome).toEqual(succeed("done"));
  });

  it("T32: fails once the page is closed, after a moment for its last words", async () => {
    const { outcome, end, state } = openPage();
    state.open = false;
    await end(LOOK_MS, PING_MS);
    await end(LOOK_MS, PING_MS);
    expect(await outcome).toMatchObject({ ok: false, failure: { code: "page_closed", retryAfterSeconds: 1 } });
  });

  it("T32: takes a closed page's last words", async () => {
    const { outcome, settle, end, state } = openPage();
    state.open = false;
    await end(LOOK_MS, PING_MS);
    settle(succeed("last words"));
    expect(await outcome).toEqual(succeed("last words"));
  });

  it("T32: fails where the page is there and gives no sign of life", async () => {
    const { outcome, end, state } = openPage();
    state.awake = false;
    await end(PING_MS, SLEEP_MS);
    await end(SLEEP_MS);
    expect(await outcome).toMatchObject({ ok: false, failure: { code: "page_asleep", retryAfterSeconds: 1 } });
  });
});
