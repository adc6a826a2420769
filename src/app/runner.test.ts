import { describe, expect, it } from "vitest";
import { fail, succeed } from "../contract/outcome.ts";
import { infoOf, offerOf, resultOf } from "./testing/answers.ts";
import { OWN, openPage, openReadyPage, settle } from "./testing/page.ts";

describe("running", () => {
  it("waits for the model, then runs", async () => {
    const { session, described, loads, runs, state } = openPage();
    void session.open({ source: OWN });
    session.type("life");
    session.generate();
    expect(state().run?.phase).toBe("waiting");
    described[0]?.settle(succeed(offerOf(OWN)));
    await settle();
    loads[0]?.settle(succeed(infoOf(OWN)));
    await settle();
    expect(runs[0]?.request.prompt).toBe("life");
  });

  it("draws all pieces of a frame at once, and the result in the end", async () => {
    const { session, runs, frames, state, remembered } = await openReadyPage();
    session.type("life");
    session.generate();
    const run = runs[0];
    await run?.emit({ sample: 0, text: " is", tokens: 1 });
    await run?.emit({ sample: 0, text: " not", tokens: 2 });
    expect(frames).toHaveLength(1);
    frames[0]?.();
    expect(state().run?.samples[0]).toMatchObject({ text: " is not", tokens: 2 });
    run?.settle(succeed(resultOf("life", " is not over")));
    await settle();
    expect(state().run).toMatchObject({ phase: "done", samples: [{ text: " is not over" }] });
    expect(remembered).toEqual([1]);
  });

  it("draws at every other frame while pieces keep coming, and again at the next one after a rest", async () => {
    const { session, runs, frames, state } = await openReadyPage();
    session.generate();
    const text = () => state().run?.samples[0]?.text;
    const emit = (tokens: number) => runs[0]?.emit({ sample: 0, text: String(tokens), tokens });
    const frame = () => frames.splice(0).map((callback) => callback());
    await emit(1);
    frame();
    await emit(2);
    frame();
    expect(text()).toBe("1");
    frame();
    expect(text()).toBe("12");
    frame();
    expect(frames).toHaveLength(0);
    await emit(3);
    frame();
    expect(text()).toBe("123");
  });

  it("keeps the prompt and runs again after a failure", async () => {
    const { session, runs, state } = await openReadyPage();
    session.type("life");
    session.generate();
    runs[0]?.settle(fail("nan_logits", "logits", {}));
    await settle();
    expect(state()).toMatchObject({ prompt: "life", run: { phase: "failed", failure: { code: "nan_logits" } } });
    session.generate();
    runs[1]?.settle(succeed(resultOf("life", "!")));
    await settle();
    expect(state().run?.phase).toBe("done");
  });

  it.each([
    ["temperature", 0],
    ["top_p", 1.5],
    ["top_k", -1],
  ] as const)("refuses %s of %d by name and sends nothing", async (name, value) => {
    const { session, runs, state } = await openReadyPage();
    session.store.send({ type: "parameter", name, value });
    session.generate();
    expect(state().run?.failure?.subject).toBe(`parameters.${name}`);
    expect(runs).toHaveLength(0);
  });

  it("tries a refused run again with what the form says by now", async () => {
    const { session, runs } = await openReadyPage();
    session.type("life");
    session.store.send({ type: "parameter", name: "top_p", value: 3 });
    session.generate();
    session.store.send({ type: "parameter", name: "top_p", value: 0.9 });
    session.tryAgain();
    expect(runs.map(({ request }) => request)).toEqual([{ prompt: "life", parameters: { top_p: 0.9 } }]);
  });

  it("writes what a link brought once more with its seed, or another one with a fresh seed, whatever is in the box", async () => {
    const { session, runs, state } = await openReadyPage();
    const shared = { prompt: "life", parameters: { seed: 7, top_k: 5 }, output: [" is"] };
    await session.open({ source: OWN, shared });
    session.type("something else");
    session.verify();
    expect(runs[0]?.request).toEqual({ prompt: "life", parameters: { seed: 7, top_k: 5 } });
    runs[0]?.settle(succeed(resultOf("life", " is", 7)));
    await settle();
    await session.open({ source: OWN, shared });
    session.tryAgain();
    expect(runs[1]?.request).toMatchObject({ prompt: "life", parameters: { top_k: 5 } });
    expect(runs[1]?.request.parameters.seed).not.toBe(7);
    expect(state().parameters.seed).toBe(runs[1]?.request.parameters.seed);
  });

  it("writes what a part of the page planned, from what is shown, and nothing while another run is under way", async () => {
    const { session, runs, left, state } = await openReadyPage();
    const planned = {
      prompt: "life",
      continued: { text: " is", ids: [3] },
      parameters: { seed: 7 },
      isDefaultPrompt: false,
    };
    session.write(planned);
    session.write(planned);
    expect([runs.length, left]).toEqual([1, [undefined]]);
    expect(runs[0]?.request).toEqual({ prompt: "life", continued: { text: " is", ids: [3] }, parameters: { seed: 7 } });
    runs[0]?.settle(succeed(resultOf("life is", " not")));
    await settle();
    const shown = state().run;
    session.write(planned);
    expect([runs.length, left[1]]).toEqual([2, shown]);
  });

  it("remembers no run in which nothing was written", async () => {
    const { session, runs, remembered } = await openReadyPage();
    for (const text of ["", " \n", "!"]) {
      session.generate();
      runs.at(-1)?.settle(succeed(resultOf("life", text)));
      await settle();
    }
    expect(remembered).toEqual([3]);
  });

  it("takes one of the model's prompts for an empty box, and says so", async () => {
    const { session, runs, state } = await openReadyPage();
    session.generate();
    expect(runs[0]?.request.prompt).toBe("life is not");
    expect(state().run?.request.isDefaultPrompt).toBe(true);
  });

  it("stops a run, and gives up one that still waits for its model", async () => {
    const { session, stopped, state } = await openReadyPage();
    session.generate();
    session.stop();
    expect([stopped, state().run?.phase]).toEqual([[1], "stopping"]);
    const waiting = openPage();
    void waiting.session.open({ source: OWN });
    waiting.session.generate();
    waiting.session.stop();
    expect(waiting.state().run?.phase).toBe("failed");
  });
});
