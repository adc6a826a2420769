import { describe, expect, it } from "vitest";
import type { StoredModel } from "../contract/model-library.ts";
import type { ModelOffer } from "../contract/model-offer.ts";
import { failed, makeFailure, succeed } from "../contract/outcome.ts";
import { offerOf } from "./testing/answers.ts";
import { FOREIGN, OWN, openPage, openReadyPage, settle } from "./testing/page.ts";

const failure = makeFailure("network", "script", {});

describe("loading", () => {
  it("loads the site's own model by itself", async () => {
    expect((await openReadyPage()).state().load.kind).toBe("ready");
  });

  it("loads the model itself, by its weights, where a lighter one stands in for it", async () => {
    const { session, asked } = await openReadyPage();
    session.loadFull();
    expect(asked.at(-1)).toEqual([OWN, { dtype: "q8" }]);
  });

  it("T15: asks before a foreign model, and fetches nothing until the click", async () => {
    const { session, described, loads, state } = openPage();
    void session.open({ source: FOREIGN });
    described[0]?.settle(succeed(offerOf(FOREIGN)));
    await settle();
    expect(state().load).toEqual({ kind: "asking", why: "foreign" });
    expect(loads).toHaveLength(0);
    session.consent();
    expect(loads).toHaveLength(1);
  });

  it("T30: asks before a foreign model whose bytes are all here, unless it is the very one that was loaded before", async () => {
    const look = async (more: Partial<ModelOffer>) => {
      const { session, described, state } = openPage();
      void session.open({ source: FOREIGN });
      described[0]?.settle(succeed(offerOf(FOREIGN, { downloadBytes: 0, ...more })));
      await settle();
      return state().load.kind;
    };
    expect(await look({ isKept: false })).toBe("asking");
    expect(await look({ isKept: true })).toBe("loading");
  });

  it("T34: in a frame nobody is asked about a model that a link names before a click", async () => {
    const { session, described, state } = openPage([], true);
    void session.open({ source: FOREIGN });
    await settle();
    expect(state().load).toEqual({ kind: "asking", why: { kind: "unseen", repo: FOREIGN.repo } });
    expect(described).toHaveLength(0);
    session.lookUp();
    expect(described).toHaveLength(1);
    described[0]?.settle(succeed(offerOf(FOREIGN)));
    await settle();
    expect(state().load).toEqual({ kind: "asking", why: "foreign" });
  });

  it("asks before more bytes than a phone should fetch unasked", async () => {
    const { session, described, state } = openPage();
    void session.open({ source: OWN });
    described[0]?.settle(succeed(offerOf(OWN, { downloadBytes: 500_000_000 })));
    await settle();
    expect(state().load).toEqual({ kind: "asking", why: "large" });
  });

  it("F21: asks after a load that a crash ended, and loads only by a click", async () => {
    const { session, described, loads, notes, state } = openPage();
    notes.crashed = true;
    void session.open({ source: OWN });
    described[0]?.settle(succeed(offerOf(OWN)));
    await settle();
    expect(state().load).toEqual({ kind: "asking", why: "unfinished" });
    expect(loads).toHaveLength(0);
    session.consent({ dtype: "q8" });
    expect([loads.length, notes]).toEqual([1, { crashed: false, around: 1 }]);
  });

  it("F10: says that the browser removed a model that was kept, and not that it is new or only newer", async () => {
    const look = async (known: boolean, stored: readonly StoredModel[]) => {
      const { session, described, kept, state } = openPage(stored);
      if (known) kept.add("quotes");
      void session.open({ source: OWN });
      described[0]?.settle(succeed(offerOf(OWN)));
      await settle();
      return state().notice;
    };
    const newer = { id: "1", name: "quotes", source: OWN, bytes: 1, lastUsed: 0, complete: false };
    expect(await look(true, [])).toContain("The browser removed quotes");
    expect(await look(true, [newer])).toBeUndefined();
    expect(await look(false, [])).toBeUndefined();
  });

  it("gives a load up before it looks up the model that is wanted instead", async () => {
    const { session, described, loads, cancelled } = openPage();
    void session.open({ source: OWN });
    described[0]?.settle(succeed(offerOf(OWN)));
    await settle();
    expect([loads.length, cancelled]).toEqual([1, []]);
    void session.choose(FOREIGN);
    expect(cancelled).toEqual([1]);
  });

  it("drops the answer about a model that is no longer wanted", async () => {
    const { session, described, state } = openPage();
    void session.open({ source: OWN });
    void session.choose(FOREIGN);
    described[1]?.settle(succeed(offerOf(FOREIGN)));
    described[0]?.settle(failed(failure));
    await settle();
    expect(state().load.kind).toBe("asking");
  });

  it("T35: a load that failed takes no late news", async () => {
    const { session, described, loads, state } = openPage();
    void session.open({ source: OWN });
    described[0]?.settle(succeed(offerOf(OWN)));
    await settle();
    loads[0]?.settle(failed(failure));
    await settle();
    void loads[0]?.report({ phase: "download", loadedBytes: 1, totalBytes: 2, fraction: 0.5 });
    expect(state().load).toEqual({ kind: "failed", failure });
  });

  it("tries again by looking up what was not found, and by loading what was", async () => {
    const { session, described, loads, state } = openPage();
    void session.open({ source: OWN });
    described[0]?.settle(failed(failure));
    await settle();
    session.retryLoad();
    described[1]?.settle(succeed(offerOf(OWN)));
    await settle();
    loads[0]?.settle(failed(failure));
    await settle();
    session.retryLoad();
    expect([described.length, loads.length, state().load.kind]).toEqual([2, 2, "loading"]);
  });
});
