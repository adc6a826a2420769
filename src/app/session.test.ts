import { describe, expect, it } from "vitest";
import { succeed } from "../contract/outcome.ts";
import { infoOf, offerOf } from "./testing/answers.ts";
import { FOREIGN, OWN, openPage, openReadyPage, settle } from "./testing/page.ts";

describe("a session", () => {
  it("counts the prompt anew when the model that was asked for takes the place of a lighter one, and knows it is kept", async () => {
    const { session, state, kept } = await openReadyPage();
    session.type("life");
    await settle();
    expect(state().promptTokens).toBe(4);
    session.threadChanged({ kind: "improved", info: { ...infoOf(OWN), name: "better" } });
    expect(state().promptTokens).toBeUndefined();
    await settle();
    expect([state().promptTokens, kept.has("better")]).toEqual([4, true]);
  });

  it("F10: remembers a model that is kept until the visitor deletes it", async () => {
    const { session, kept } = await openReadyPage();
    expect([...kept]).toEqual(["quotes"]);
    await session.deleteStored({ id: "1", name: "quotes", source: OWN, bytes: 1, lastUsed: 0, complete: true });
    expect([...kept]).toEqual([]);
  });

  it("may be loaded anew only while a foreign model waits for a click, and nothing was typed", async () => {
    const { session, described } = openPage();
    void session.open({ source: FOREIGN });
    expect(session.mayReload()).toBe(false);
    described[0]?.settle(succeed(offerOf(FOREIGN)));
    await settle();
    expect(session.mayReload()).toBe(true);
    session.type("life");
    expect(session.mayReload()).toBe(false);
    session.type("");
    expect(session.mayReload()).toBe(true);
  });
});
