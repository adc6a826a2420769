import { describe, expect, it } from "vitest";
import { renderHook } from "vitest-browser-react";
import { succeed } from "../contract/outcome.ts";
import { offerOf } from "./testing/answers.ts";
import { OWN, openPage, settle } from "./testing/page.ts";
import { useModelLanguage } from "./use-model-language.ts";
import { SessionContext } from "./use-page.ts";

describe("useModelLanguage", () => {
  it.each([
    ["de", "de"],
    ["pt-BR", "pt-BR"],
    ["multilingual", "und"],
    ["en, de", "und"],
    ["", "und"],
  ])("takes %j of a card for %j", async (language, tag) => {
    const { session, described } = openPage();
    void session.open({ source: OWN });
    const card = { title: "", summary: "", tags: [], examples: [], language };
    described[0]?.settle(succeed(offerOf(OWN, { card })));
    await settle();
    const { result } = await renderHook(useModelLanguage, {
      wrapper: ({ children }) => <SessionContext value={session}>{children}</SessionContext>,
    });
    expect(result.current).toBe(tag);
  });
});
