import { describe, expect, it } from "vitest";
import { CLAIM_MESSAGE } from "../contract/claim.ts";
import { awaitControl } from "./await-control.ts";

/** A version of the service worker that notes what it is told. */
class FakeVersion extends EventTarget {
  readonly told: unknown[] = [];
  state: ServiceWorkerState;

  constructor(state: ServiceWorkerState) {
    super();
    this.state = state;
  }

  postMessage(message: unknown): void {
    this.told.push(message);
  }

  become(state: ServiceWorkerState): void {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
  }
}

const NONE = { installing: null, waiting: null, active: null };
const never = () => new Promise<void>(() => undefined);
const pageWith = (controller: unknown) => Object.assign(new EventTarget(), { controller });
const changed = () => new Event("controllerchange");

describe("awaitControl", () => {
  it("waits for nothing where the page is controlled", async () => {
    expect(await awaitControl(NONE, pageWith({}), never)).toBe(true);
  });

  it("waits for the first version to be installed", async () => {
    const installing = new FakeVersion("installing");
    const page = pageWith(null);
    const waiting = awaitControl({ ...NONE, installing }, page, never);
    installing.become("installed");
    installing.become("activated");
    page.dispatchEvent(changed());
    expect(await waiting).toBe(true);
    expect(installing.told).toEqual([]);
  });

  it.each(["installing", "redundant"] as const)("says so where one that was %s cannot be installed", async (state) => {
    const installing = new FakeVersion(state);
    const waiting = awaitControl({ ...NONE, installing }, pageWith(null), never);
    installing.become("redundant");
    expect(await waiting).toBe(false);
  });

  it("says so where there is no version at all", async () => {
    expect(await awaitControl(NONE, pageWith(null), never)).toBe(false);
  });

  it("asks an active one to take the page, which was reloaded past it", async () => {
    const active = new FakeVersion("activated");
    const page = pageWith(null);
    const waiting = awaitControl({ ...NONE, active }, page, never);
    expect(active.told).toEqual([{ type: CLAIM_MESSAGE }]);
    page.dispatchEvent(changed());
    expect(await waiting).toBe(true);
  });

  it("does not wait for ever for an active one of an earlier version, which knows no such question", async () => {
    const pauses: number[] = [];
    const pause = async (ms: number) => void pauses.push(ms);
    const active = new FakeVersion("activated");
    expect(await awaitControl({ ...NONE, active }, pageWith(null), pause)).toBe(false);
    expect(pauses).toEqual([15_000]);
  });
});
