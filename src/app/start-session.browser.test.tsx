import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LOCAL_ITEMS } from "../contract/on-device.ts";
import { succeed } from "../contract/outcome.ts";
import { openHistory } from "./history.ts";
import { startSession } from "./start-session.ts";
import { infoOf, offerOf, resultOf } from "./testing/answers.ts";
import { fakeEngine } from "./testing/fake-engine.ts";
import { OWN } from "./testing/page.ts";

const address = location.href;
const clean = async () => {
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(undefined, "", address);
  await (await openHistory()).clear();
};
beforeEach(clean);
afterEach(clean);

async function startReady() {
  const fake = fakeEngine();
  const session = startSession({
    engine: fake.engine,
    ownModel: OWN,
    isFramed: false,
  });
  fake.described[0]?.settle(succeed(offerOf(OWN)));
  await expect.poll(() => fake.loads.length).toBe(1);
  return { ...fake, session, state: session.store.state };
}

describe("startSession", () => {
  it("opens what the address says", async () => {
    history.replaceState(undefined, "", "?text=life");
    const { state } = await startReady();
    expect(state().prompt).toBe("life");
  });

  it("loads a model as it was chosen for it before, and remembers another choice", async () => {
    localStorage.setItem(`${LOCAL_ITEMS.choice}quotes`, '{"dtype":"q4"}');
    const { session, asked, loads } = await startReady();
    expect(asked).toEqual([[OWN, { dtype: "q4" }]]);
    loads[0]?.settle(succeed(infoOf(OWN)));
    await expect.poll(() => session.store.state().load.kind).toBe("ready");
    session.override({ backend: "kernel" });
    expect(localStorage.getItem(`${LOCAL_ITEMS.choice}quotes`)).toBe('{"backend":"kernel"}');
  });

  it("takes a choice that is damaged for none", async () => {
    localStorage.setItem(`${LOCAL_ITEMS.choice}quotes`, '{"dtype":"q99"}');
    expect((await startReady()).asked).toEqual([[OWN, {}]]);
  });

  it("notes that a model is kept, draws by the browser's frames, and remembers each run", async () => {
    const { session, state, loads, runs } = await startReady();
    loads[0]?.settle(succeed(infoOf(OWN)));
    await expect.poll(() => state().load.kind).toBe("ready");
    expect(localStorage.getItem(`${LOCAL_ITEMS.kept}quotes`)).toBe("yes");
    session.type("life");
    await expect.poll(() => state().promptTokens).toBe(4);
    session.generate();
    await runs[0]?.emit({ sample: 0, text: " is", tokens: 1 });
    await expect.poll(() => state().run?.samples[0]?.text).toBe(" is");
    runs[0]?.settle(succeed(resultOf("life", " is not")));
    await expect
      .poll(async () => (await (await openHistory()).list()).map(({ texts }) => texts))
      .toEqual([[" is not"]]);
  });
});
