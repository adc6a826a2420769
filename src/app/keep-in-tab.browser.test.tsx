import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SESSION_ITEMS } from "../contract/on-device.ts";
import { succeed } from "../contract/outcome.ts";
import { followMoves, isReturn, keepWhenLeft, readKept } from "./keep-in-tab.ts";
import { resultOf } from "./testing/answers.ts";
import { OWN, openReadyPage, settle } from "./testing/page.ts";

const KEY = SESSION_ITEMS.page + location.pathname;
const address = location.href;

let shown = new AbortController();

beforeEach(() => {
  shown = new AbortController();
  sessionStorage.removeItem(KEY);
});
afterEach(() => {
  shown.abort();
  history.replaceState(undefined, "", address);
  sessionStorage.removeItem(KEY);
});

describe("keepWhenLeft", () => {
  it("keeps the page when it is left", async () => {
    const { session } = await openReadyPage();
    keepWhenLeft(session, { signal: shown.signal });
    session.type("life");
    expect(readKept()).toBeUndefined();
    dispatchEvent(new PageTransitionEvent("pagehide"));
    expect(readKept()).toMatchObject({ prompt: "life" });
  });

  it("keeps each text once it is finished: a page that is ended in the background is told nothing", async () => {
    const { session, runs } = await openReadyPage();
    keepWhenLeft(session, { signal: shown.signal });
    session.type("life");
    session.generate();
    expect(readKept()).toBeUndefined();
    runs[0]?.settle(succeed(resultOf("life", " is not")));
    await settle();
    expect(JSON.stringify(readKept())).toContain(" is not");
  });

  it("keeps nothing of a session that is not shown any more", async () => {
    const { session, runs } = await openReadyPage();
    keepWhenLeft(session, { signal: shown.signal });
    session.type("life");
    session.generate();
    shown.abort();
    runs[0]?.settle(succeed(resultOf("life", " is not")));
    await settle();
    dispatchEvent(new PageTransitionEvent("pagehide"));
    expect(readKept()).toBeUndefined();
  });
});

describe("followMoves", () => {
  it("follows an address that is typed over the page's, and shows what was here before on the way back", async () => {
    const { session, state } = await openReadyPage();
    followMoves(session, OWN, { signal: shown.signal });
    session.type("life");
    location.hash = "model=owner/name";
    await expect.poll(() => state().beside?.isForeign).toBe(true);
    session.type("something else");
    history.back();
    await expect.poll(() => state().prompt).toBe("life");
  });

  it("makes a place of what is shown, which the way back leads to, and the way forth to what came then", async () => {
    const { session, state, described } = await openReadyPage();
    const leave = followMoves(session, OWN, { signal: shown.signal });
    session.type("life");
    leave();
    session.type("life is");
    expect(state().prompt).toBe("life is");
    history.back();
    await expect.poll(() => state().prompt).toBe("life");
    history.forward();
    await expect.poll(() => state().prompt).toBe("life is");
    expect(described).toHaveLength(1);
  });

  it("no longer moves a session that is not shown any more", async () => {
    const { session, described } = await openReadyPage();
    followMoves(session, OWN, { signal: shown.signal });
    shown.abort();
    const moved = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
    location.hash = "model=owner/name";
    await moved;
    expect(described).toHaveLength(1);
  });
});

describe("readKept", () => {
  it("is nothing where what is kept is damaged", () => {
    sessionStorage.setItem(KEY, "{");
    expect(readKept()).toBeUndefined();
  });
});

describe("isReturn", () => {
  it("is false for an address that is opened", () => expect(isReturn()).toBe(false));
});
