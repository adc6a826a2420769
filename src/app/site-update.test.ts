import { expect, it } from "vitest";
import { makeFailure } from "../contract/outcome.ts";
import { openReadyPage } from "./testing/page.ts";

it("a new version of the site is taken when the visitor says so, and not while a text is written", async () => {
  const { session, state } = await openReadyPage();
  let taken = 0;
  session.update();
  session.offerUpdate(() => void taken++);
  expect([state().hasUpdate, taken]).toEqual([true, 0]);
  session.type("life");
  session.generate();
  session.update();
  expect(taken).toBe(0);
  session.stop();
  session.store.send({ type: "run-failed", run: 1, failure: makeFailure("cancelled", "waiting", {}) });
  session.update();
  expect(taken).toBe(1);
});
