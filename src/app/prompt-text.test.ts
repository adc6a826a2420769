import { describe, expect, it } from "vitest";
import { succeed } from "../contract/outcome.ts";
import { OWN, openReadyPage, settle } from "./testing/page.ts";

describe("the tokens of a prompt", () => {
  it("are counted once the visitor rests, and not of a text as long as a book", async () => {
    const { session, state } = await openReadyPage();
    session.type("life");
    expect(state().promptTokens).toBeUndefined();
    await settle();
    expect(state().promptTokens).toBe(4);
    session.type("a".repeat(100_001));
    await settle();
    expect(state().promptTokens).toBeUndefined();
  });

  it("are not those of a text that is no longer there", async () => {
    const { session, state } = await openReadyPage();
    let answer = () => {};
    session.engine.countTokens = (text) =>
      new Promise((resolve) => {
        answer = () => resolve(succeed(text.length));
      });
    session.type("life");
    await settle();
    session.store.send({ type: "prompt", text: "love" });
    answer();
    await settle();
    expect(state().promptTokens).toBeUndefined();
  });
});

describe("a prompt in whose place something from outside comes", () => {
  it("can be put back, where the visitor had typed it", async () => {
    const { session, state } = await openReadyPage();
    session.type("mine");
    await session.open({ source: OWN, text: "theirs" });
    expect(state()).toMatchObject({ prompt: "theirs", replaced: "mine" });
    session.putBack();
    expect([state().prompt, state().replaced]).toEqual(["mine", undefined]);
    await session.open({ source: OWN, shared: { prompt: "linked", parameters: {} } });
    expect(state()).toMatchObject({ prompt: "linked", replaced: "mine" });
  });

  it("is not asked about where nobody typed it, or it is the same", async () => {
    const { session, state } = await openReadyPage();
    await session.open({ source: OWN, text: "one" });
    await session.open({ source: OWN, text: "two" });
    expect([state().prompt, state().replaced]).toEqual(["two", undefined]);
    session.type("two ");
    session.type("two");
    await session.open({ source: OWN, text: "two" });
    expect(state().replaced).toBeUndefined();
  });
});
