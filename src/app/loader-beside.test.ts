import { describe, expect, it } from "vitest";
import { fail, failed, makeFailure, succeed } from "../contract/outcome.ts";
import { infoOf, offerOf, resultOf } from "./testing/answers.ts";
import { FOREIGN, openReadyPage, settle } from "./testing/page.ts";

const failure = makeFailure("network", "script", {});

describe("another model beside the one that runs", () => {
  const infoNamed = (name: string) => ({ ...infoOf(FOREIGN), name });

  async function askedPage() {
    const it = await openReadyPage();
    void it.session.choose(FOREIGN);
    it.described[1]?.settle(succeed(offerOf(FOREIGN, { name: "owner/name" })));
    await settle();
    return it;
  }

  it.each(["while it is looked up", "while it is asked about", "after it was not found"])(
    "goes on %s",
    async (when) => {
      const { session, described, runs, state } = await openReadyPage();
      void session.choose(FOREIGN);
      if (when === "while it is asked about") described[1]?.settle(succeed(offerOf(FOREIGN)));
      if (when === "after it was not found") described[1]?.settle(failed(failure));
      await settle();
      session.type("life");
      session.generate();
      runs[0]?.settle(succeed(resultOf("life", " is")));
      await settle();
      expect(state()).toMatchObject({ load: { kind: "ready" }, offer: { name: "quotes" }, run: { phase: "done" } });
    },
  );

  it("comes back when the other one cannot be loaded, and says what failed", async () => {
    const { session, loads, runs, state } = await askedPage();
    session.consent();
    expect(state()).toMatchObject({ load: { kind: "loading" }, offer: { name: "owner/name" }, isForeign: true });
    loads[1]?.settle(failed(failure));
    await settle();
    const back = { load: { kind: "ready" }, offer: { name: "quotes" }, isForeign: false };
    expect(state()).toMatchObject({ ...back, beside: { load: { kind: "failed", failure }, isForeign: true } });
    session.generate();
    expect(runs).toHaveLength(1);
    session.closeAttempt();
    expect(state()).toMatchObject(back);
    expect(state().beside).toBeUndefined();
  });

  it("comes back without a word when the load was given up", async () => {
    const { session, loads, state } = await askedPage();
    session.consent();
    loads[1]?.settle(fail("cancelled", "load", {}));
    await settle();
    expect([state().load.kind, state().beside]).toEqual(["ready", undefined]);
  });

  it("is replaced when the other one is there", async () => {
    const { session, loads, state } = await askedPage();
    session.consent();
    loads[1]?.settle(succeed(infoNamed("owner/name")));
    await settle();
    expect(state()).toMatchObject({ load: { info: { name: "owner/name" } }, offer: { name: "owner/name" } });
    expect([state().beside, state().before]).toEqual([undefined, undefined]);
  });

  it("is the one whose backend the visitor chooses, and keeps its own when the other cannot start", async () => {
    const { session, loads, state } = await askedPage();
    session.override({ backend: "onnx-wasm" });
    expect(state()).toMatchObject({ load: { kind: "loading" }, offer: { name: "quotes" } });
    loads[1]?.settle(fail("no_backend", "no_simd", {}));
    await settle();
    expect(state()).toMatchObject({ load: { kind: "ready" }, loadOptions: {}, beside: { load: { kind: "failed" } } });
  });

  it("stays when the visitor says no, and the other one is asked about again when it is named again", async () => {
    const { session, described, state } = await askedPage();
    session.closeAttempt();
    expect(state().beside).toBeUndefined();
    void session.open({ source: FOREIGN });
    expect(described).toHaveLength(3);
    described[2]?.settle(failed(failure));
    await settle();
    void session.open({ source: FOREIGN });
    expect(described).toHaveLength(4);
  });
});
