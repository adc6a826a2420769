import { describe, expect, it } from "vitest";
import { OWN_MODEL } from "../bridge/own-model.ts";
import { cardOf } from "./state/page-state.ts";
import { stillSession } from "./still-session.ts";

const CARD = { title: "Quotes", summary: "", tags: [], examples: [] };

describe("stillSession", () => {
  it("shows the page before anything happened, with the site's own card", () => {
    const { store } = stillSession(CARD);
    expect(cardOf(store.state())).toEqual(CARD);
    expect(store.state()).toMatchObject({ prompt: "", load: { kind: "looking" } });
  });

  it("does nothing: a page that is drawn when the site is built must not", async () => {
    await expect(stillSession(CARD).open({ source: OWN_MODEL })).rejects.toThrow("does nothing");
  });
});
