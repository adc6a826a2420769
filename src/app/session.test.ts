import { describe, expect, it } from "vitest";
import type { GenerateResult, LoadOptions, ModelOffer, Sample, StoredModel } from "../contract/engine.ts";
import { type Failure, fail, succeed } from "../contract/outcome.ts";
import { createSession } from "./session.ts";
import { shareable } from "./share.ts";
import { statusText } from "./status-text.ts";
import { infoOf, offerOf, resultOf } from "./testing/answers.ts";
import { fakeEngine } from "./testing/fake-engine.ts";

const own = { kind: "site", path: "models/quotes" } as const;
const foreign = { kind: "hub", repo: "owner/name" } as const;
const failure: Failure = { code: "network", message: "gone" };

function page(stored: readonly StoredModel[] = [], isFramed = false) {
  const fake = fakeEngine(stored);
  const frames: (() => void)[] = [];
  const notes = { crashed: false, around: 0 };
  const remembered: number[] = [];
  const chosen = new Map<string, LoadOptions>();
  const kept = new Set<string>();
  let runs = 0;
  const session = createSession({
    engine: fake.engine,
    ownModel: own,
    nextRun: () => ++runs,
    random: () => 0.5,
    nextFrame: (callback) => void frames.push(callback),
    later(callback) {
      queueMicrotask(callback);
      return () => undefined;
    },
    watch: {
      crashed: async () => (notes.crashed ? own : undefined),
      forget() {
        notes.crashed = false;
      },
      around(_source, load) {
        notes.around++;
        return load();
      },
    },
    choices: { get: (model) => chosen.get(model) ?? {}, set: (model, options) => void chosen.set(model, options) },
    kept,
    isFramed,
    remember: ({ number }) => void remembered.push(number),
  });
  const state = session.store.state;
  return { ...fake, session, state, frames, notes, remembered, kept };
}

/** Lets every promise that is settled tell its followers. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

async function readyPage() {
  const it = page();
  void it.session.open({ source: own });
  it.described[0]?.settle(succeed(offerOf(own)));
  await settled();
  it.loads[0]?.settle(succeed(infoOf(own)));
  await settled();
  return it;
}

describe("loading", () => {
  it("loads the site's own model by itself", async () => {
    expect((await readyPage()).state().load.kind).toBe("ready");
  });

  it("counts the prompt anew when the model that was asked for takes the place of a lighter one, and knows it is kept", async () => {
    const { session, state, kept } = await readyPage();
    session.type("life");
    await settled();
    expect(state().promptTokens).toBe(4);
    session.threadChanged({ kind: "improved", info: { ...infoOf(own), name: "better" } });
    expect(state().promptTokens).toBeUndefined();
    await settled();
    expect([state().promptTokens, kept.has("better")]).toEqual([4, true]);
  });

  it("loads the model itself, by its weights, where a lighter one stands in for it", async () => {
    const { session, asked } = await readyPage();
    session.loadFull();
    expect(asked.at(-1)).toEqual([own, { dtype: "q8" }]);
  });

  it("T15: asks before a foreign model, and fetches nothing until the click", async () => {
    const { session, described, loads, state } = page();
    void session.open({ source: foreign });
    described[0]?.settle(succeed(offerOf(foreign)));
    await settled();
    expect(state().load).toEqual({ kind: "asking", why: "foreign" });
    expect(loads).toHaveLength(0);
    session.consent();
    expect(loads).toHaveLength(1);
  });

  it("T30: asks before a foreign model whose bytes are all here, unless it is the very one that was loaded before", async () => {
    const look = async (more: Partial<ModelOffer>) => {
      const { session, described, state } = page();
      void session.open({ source: foreign });
      described[0]?.settle(succeed(offerOf(foreign, { downloadBytes: 0, ...more })));
      await settled();
      return state().load.kind;
    };
    expect(await look({ isKept: false })).toBe("asking");
    expect(await look({ isKept: true })).toBe("loading");
  });

  it("T34: in a frame nobody is asked about a model that a link names before a click", async () => {
    const { session, described, state } = page([], true);
    void session.open({ source: foreign });
    await settled();
    expect(state().load).toEqual({ kind: "asking", why: { kind: "unseen", repo: foreign.repo } });
    expect(described).toHaveLength(0);
    session.lookUp();
    expect(described).toHaveLength(1);
    described[0]?.settle(succeed(offerOf(foreign)));
    await settled();
    expect(state().load).toEqual({ kind: "asking", why: "foreign" });
  });

  it("asks before more bytes than a phone should fetch unasked", async () => {
    const { session, described, state } = page();
    void session.open({ source: own });
    described[0]?.settle(succeed(offerOf(own, { downloadBytes: 500_000_000 })));
    await settled();
    expect(state().load).toEqual({ kind: "asking", why: "large" });
  });

  it("F21: asks after a load that a crash ended, and loads only by a click", async () => {
    const { session, described, loads, notes, state } = page();
    notes.crashed = true;
    void session.open({ source: own });
    described[0]?.settle(succeed(offerOf(own)));
    await settled();
    expect(state().load).toEqual({ kind: "asking", why: "unfinished" });
    expect(loads).toHaveLength(0);
    session.consent({ dtype: "q8" });
    expect([loads.length, notes]).toEqual([1, { crashed: false, around: 1 }]);
  });

  it("F10: says that the browser removed a model that was kept, and not that it is new or only newer", async () => {
    const look = async (known: boolean, stored: readonly StoredModel[]) => {
      const { session, described, kept, state } = page(stored);
      if (known) kept.add("quotes");
      void session.open({ source: own });
      described[0]?.settle(succeed(offerOf(own)));
      await settled();
      return state().notice;
    };
    const newer = { id: "1", name: "quotes", source: own, bytes: 1, lastUsed: 0, complete: false };
    expect(await look(true, [])).toContain("The browser removed the model quotes");
    expect(await look(true, [newer])).toBeUndefined();
    expect(await look(false, [])).toBeUndefined();
  });

  it("F10: remembers a model that is kept until the visitor deletes it", async () => {
    const { session, kept } = await readyPage();
    expect([...kept]).toEqual(["quotes"]);
    await session.deleteStored({ id: "1", name: "quotes", source: own, bytes: 1, lastUsed: 0, complete: true });
    expect([...kept]).toEqual([]);
  });

  it("gives a load up before it looks up the model that is wanted instead", async () => {
    const { session, described, loads, cancelled } = page();
    void session.open({ source: own });
    described[0]?.settle(succeed(offerOf(own)));
    await settled();
    expect([loads.length, cancelled]).toEqual([1, []]);
    void session.choose(foreign);
    expect(cancelled).toEqual([1]);
  });

  it("drops the answer about a model that is no longer wanted", async () => {
    const { session, described, state } = page();
    void session.open({ source: own });
    void session.choose(foreign);
    described[1]?.settle(succeed(offerOf(foreign)));
    described[0]?.settle(fail(failure));
    await settled();
    expect(state().load.kind).toBe("asking");
  });
});

describe("another model beside the one that runs", () => {
  const infoNamed = (name: string) => ({ ...infoOf(foreign), name });

  async function askedPage() {
    const it = await readyPage();
    void it.session.choose(foreign);
    it.described[1]?.settle(succeed(offerOf(foreign, { name: "owner/name" })));
    await settled();
    return it;
  }

  it.each(["while it is looked up", "while it is asked about", "after it was not found"])(
    "goes on %s",
    async (when) => {
      const { session, described, runs, state } = await readyPage();
      void session.choose(foreign);
      if (when === "while it is asked about") described[1]?.settle(succeed(offerOf(foreign)));
      if (when === "after it was not found") described[1]?.settle(fail(failure));
      await settled();
      session.type("life");
      session.generate();
      runs[0]?.settle(succeed(resultOf("life", " is")));
      await settled();
      expect(state()).toMatchObject({ load: { kind: "ready" }, offer: { name: "quotes" }, run: { phase: "done" } });
    },
  );

  it("comes back when the other one cannot be loaded, and says what failed", async () => {
    const { session, loads, runs, state } = await askedPage();
    session.consent();
    expect(state()).toMatchObject({ load: { kind: "loading" }, offer: { name: "owner/name" }, isForeign: true });
    loads[1]?.settle(fail(failure));
    await settled();
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
    loads[1]?.settle(fail({ code: "cancelled", message: "given up" }));
    await settled();
    expect([state().load.kind, state().beside]).toEqual(["ready", undefined]);
  });

  it("is replaced when the other one is there", async () => {
    const { session, loads, state } = await askedPage();
    session.consent();
    loads[1]?.settle(succeed(infoNamed("owner/name")));
    await settled();
    expect(state()).toMatchObject({ load: { info: { name: "owner/name" } }, offer: { name: "owner/name" } });
    expect([state().beside, state().before]).toEqual([undefined, undefined]);
  });

  it("is the one whose backend the visitor chooses, and keeps its own when the other cannot start", async () => {
    const { session, loads, state } = await askedPage();
    session.override({ backend: "onnx-wasm" });
    expect(state()).toMatchObject({ load: { kind: "loading" }, offer: { name: "quotes" } });
    loads[1]?.settle(fail({ code: "no_backend", message: "no" }));
    await settled();
    expect(state()).toMatchObject({ load: { kind: "ready" }, loadOptions: {}, beside: { load: { kind: "failed" } } });
  });

  it("stays when the visitor says no, and the other one is asked about again when it is named again", async () => {
    const { session, described, state } = await askedPage();
    session.closeAttempt();
    expect(state().beside).toBeUndefined();
    void session.open({ source: foreign });
    expect(described).toHaveLength(3);
    described[2]?.settle(fail(failure));
    await settled();
    void session.open({ source: foreign });
    expect(described).toHaveLength(4);
  });

  it("T35: a load that failed takes no late news", async () => {
    const { session, described, loads, state } = page();
    void session.open({ source: own });
    described[0]?.settle(succeed(offerOf(own)));
    await settled();
    loads[0]?.settle(fail(failure));
    await settled();
    void loads[0]?.report({ phase: "download", loadedBytes: 1, totalBytes: 2, fraction: 0.5 });
    expect(state().load).toEqual({ kind: "failed", failure });
  });
});

describe("running", () => {
  it("waits for the model, then runs", async () => {
    const { session, described, loads, runs, state } = page();
    void session.open({ source: own });
    session.type("life");
    session.generate();
    expect(state().run?.phase).toBe("waiting");
    described[0]?.settle(succeed(offerOf(own)));
    await settled();
    loads[0]?.settle(succeed(infoOf(own)));
    await settled();
    expect(runs[0]?.request.prompt).toBe("life");
  });

  it("draws all pieces of a frame at once, and the result in the end", async () => {
    const { session, runs, frames, state, remembered } = await readyPage();
    session.type("life");
    session.generate();
    const run = runs[0];
    await run?.emit({ sample: 0, text: " is", tokens: 1 });
    await run?.emit({ sample: 0, text: " not", tokens: 2 });
    expect(frames).toHaveLength(1);
    frames[0]?.();
    expect(state().run?.samples[0]).toMatchObject({ text: " is not", tokens: 2 });
    run?.settle(succeed(resultOf("life", " is not over")));
    await settled();
    expect(state().run).toMatchObject({ phase: "done", samples: [{ text: " is not over" }] });
    expect(remembered).toEqual([1]);
  });

  it("draws at every other frame while pieces keep coming, and again at the next one after a rest", async () => {
    const { session, runs, frames, state } = await readyPage();
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
    const { session, runs, state } = await readyPage();
    session.type("life");
    session.generate();
    runs[0]?.settle(fail({ code: "nan_logits", message: "The logits are no numbers." }));
    await settled();
    expect(state()).toMatchObject({ prompt: "life", run: { phase: "failed", failure: { code: "nan_logits" } } });
    session.generate();
    runs[1]?.settle(succeed(resultOf("life", "!")));
    await settled();
    expect(state().run?.phase).toBe("done");
  });

  it.each([
    ["temperature", 0],
    ["top_p", 1.5],
    ["top_k", -1],
  ] as const)("refuses %s of %d by name and sends nothing", async (name, value) => {
    const { session, runs, state } = await readyPage();
    session.store.send({ type: "parameter", name, value });
    session.generate();
    expect(state().run?.failure?.subject).toBe(`parameters.${name}`);
    expect(runs).toHaveLength(0);
  });

  it("tries a refused run again with what the form says by now", async () => {
    const { session, runs } = await readyPage();
    session.type("life");
    session.store.send({ type: "parameter", name: "top_p", value: 3 });
    session.generate();
    session.store.send({ type: "parameter", name: "top_p", value: 0.9 });
    session.tryAgain();
    expect(runs.map(({ request }) => request)).toEqual([{ prompt: "life", parameters: { top_p: 0.9 } }]);
  });

  it("writes what a link brought once more with its seed, or another one with a fresh seed, whatever stands in the box", async () => {
    const { session, runs, state } = await readyPage();
    const shared = { prompt: "life", parameters: { seed: 7, top_k: 5 }, output: [" is"] };
    await session.open({ source: own, shared });
    session.type("something else");
    session.verify();
    expect(runs[0]?.request).toEqual({ prompt: "life", parameters: { seed: 7, top_k: 5 } });
    runs[0]?.settle(succeed(resultOf("life", " is", 7)));
    await settled();
    await session.open({ source: own, shared });
    session.tryAgain();
    expect(runs[1]?.request).toMatchObject({ prompt: "life", parameters: { top_k: 5 } });
    expect(runs[1]?.request.parameters.seed).not.toBe(7);
    expect(state().parameters.seed).toBe(runs[1]?.request.parameters.seed);
  });

  it("remembers no run in which nothing was written", async () => {
    const { session, runs, remembered } = await readyPage();
    for (const text of ["", " \n", "!"]) {
      session.generate();
      runs.at(-1)?.settle(succeed(resultOf("life", text)));
      await settled();
    }
    expect(remembered).toEqual([3]);
  });

  it("takes one of the model's prompts for an empty box, and says so", async () => {
    const { session, runs, state } = await readyPage();
    session.generate();
    expect(runs[0]?.request.prompt).toBe("life is not");
    expect(state().run?.request.isDefaultPrompt).toBe(true);
  });

  it("stops a run, and gives up one that still waits for its model", async () => {
    const { session, stopped, state } = await readyPage();
    session.generate();
    session.stop();
    expect([stopped, state().run?.phase]).toEqual([[1], "stopping"]);
    const waiting = page();
    void waiting.session.open({ source: own });
    waiting.session.generate();
    waiting.session.stop();
    expect(waiting.state().run?.phase).toBe("failed");
  });

  describe("Continue", () => {
    const ended = (text: string, sample: Partial<Sample>): GenerateResult => {
      const result = resultOf("life", text);
      return { ...result, samples: result.samples.map((one) => ({ ...one, ...sample })) };
    };

    it.each([
      ["with the very tokens", { token_ids: [1, 2] }, { text: " is", ids: [1, 2] }],
      [
        "in the middle of a character",
        { text: " is\uFFFD", unfinished: 1, token_ids: [1, 240] },
        { text: " is", ids: [1, 240] },
      ],
      ["before the end token", { finish_reason: "eos", token_ids: [1, 2, 0] }, { text: " is", ids: [1, 2] }],
      ["with the text where it was cut at a stop string", { finish_reason: "stop_string" }, { text: " is", ids: [] }],
    ] as const)("goes on where the text ended, %s", async (_name, sample, continued) => {
      const { session, runs, state } = await readyPage();
      session.type("life");
      session.generate();
      runs[0]?.settle(succeed(ended(" is", sample)));
      await settled();
      session.continueFrom(0);
      expect(runs[1]?.request).toMatchObject({ prompt: "life", continued, parameters: { max_new_tokens: 20 } });
      runs[1]?.settle(succeed(ended(" long", { token_ids: [3] })));
      await settled();
      session.continueFrom(0);
      const ids = continued.ids.length === 0 ? [] : [...continued.ids, 3];
      expect(runs[2]?.request).toMatchObject({ prompt: "life", continued: { text: " is long", ids } });
      expect(state().prompt).toBe("life");
    });

    it("may not end a text at once that the model had ended, and is redrawn alone, as the form is by now", async () => {
      const { session, runs } = await readyPage();
      session.type("life");
      session.generate();
      runs[0]?.settle(succeed(ended(" is.", { finish_reason: "eos", token_ids: [1, 2, 0] })));
      await settled();
      session.continueFrom(0);
      expect(runs[1]?.request.parameters).toMatchObject({ min_new_tokens: 5, max_new_tokens: 20 });
      runs[1]?.settle(succeed(ended(" It goes.", { finish_reason: "eos" })));
      await settled();
      session.store.send({ type: "parameter", name: "temperature", value: 0.5 });
      session.tryAgain();
      expect(runs[2]?.request).toMatchObject({ prompt: "life", continued: { text: " is.", ids: [1, 2] } });
      expect(runs[2]?.request.parameters).toMatchObject({ min_new_tokens: 5, max_new_tokens: 20, temperature: 0.5 });
    });

    it("goes on behind the only stop string that there was", async () => {
      const { session, runs } = await readyPage();
      session.type("life");
      session.store.send({ type: "parameter", name: "stop_strings", value: ["."] });
      session.generate();
      const result = ended(" is", { finish_reason: "stop_string" });
      runs[0]?.settle(succeed({ ...result, parameters: { ...result.parameters, stop_strings: ["."] } }));
      await settled();
      session.continueFrom(0);
      expect(runs[1]?.request).toMatchObject({ prompt: "life", continued: { text: " is.", ids: [] } });
    });

    it("is run again from a link and from the history with the same tokens, until the prompt is changed", async () => {
      const { session, runs, state } = await readyPage();
      const continued = { text: " is", ids: [1, 240] };
      const entry = { v: 1 as const, id: 1, at: 1, model: "quotes", prompt: "life is", texts: ["!"], parameters: {} };
      await session.open({ source: own, shared: { prompt: "life is", continued, parameters: {} } });
      session.generate();
      runs[0]?.settle(succeed(resultOf("life", "!")));
      await settled();
      await session.reopen({ ...entry, continued, source: own });
      session.generate();
      runs[1]?.settle(succeed(resultOf("life", "!")));
      await settled();
      for (const run of runs) expect(run.request).toMatchObject({ prompt: "life", continued });
      expect(shareable(state())).toMatchObject({ prompt: "life is", continued });
      session.type("life was");
      session.generate();
      expect(runs[2]?.request).toEqual({ prompt: "life was", parameters: {} });
    });
  });

  it("shows an earlier run as such, counts its tokens, and opens its model where another is here", async () => {
    const { session, described, state } = await readyPage();
    const entry = { v: 1 as const, id: 1, at: 1, model: "quotes", prompt: "life", texts: [" is"], parameters: {} };
    await session.reopen({ ...entry, source: own });
    await settled();
    expect(state()).toMatchObject({ prompt: "life", promptTokens: 4, shared: { earlierWith: "quotes" } });
    expect(described).toHaveLength(1);
    void session.reopen({ ...entry, model: "owner/name", source: foreign });
    described[1]?.settle(succeed(offerOf(foreign)));
    await settled();
    expect(state()).toMatchObject({ beside: { load: { kind: "asking", why: "foreign" } }, prompt: "life" });
  });

  it("shows what a link brought before anything is loaded", async () => {
    const { session, state } = page();
    const shared = { prompt: "life", parameters: { seed: 7 }, output: [" goes on"] };
    void session.open({ source: own, shared });
    expect(state()).toMatchObject({ prompt: "life", parameters: { seed: 7 }, shared: { texts: [" goes on"] } });
  });
});

describe("a zip", () => {
  const zip = (path: string) => ({ kind: "zip", file: { path, bytes: new Blob() } }) as const;
  const inside = (name: string) => ({ kind: "files", name, files: [] }) as const;

  it("is unpacked with its name in the status line, and the model in it is looked up", async () => {
    const { session, state, zips, described } = await readyPage();
    void session.chooseFiles(zip("gpt2.zip"));
    expect([zips[0]?.file, statusText(state())]).toEqual(["gpt2.zip", "Unpacking gpt2.zip …"]);
    zips[0]?.settle(succeed(inside("gpt2")));
    await settled();
    expect([state().unpacking, described.length]).toEqual([undefined, 2]);
  });

  it("that is refused says why, and the model stays", async () => {
    const { session, state, zips } = await readyPage();
    void session.chooseFiles(zip("x.zip"));
    zips[0]?.settle(fail({ code: "malformed_file", message: "x.zip: is no whole zip.", hint: "Get it again." }));
    await settled();
    expect(state()).toMatchObject({ notice: "x.zip: is no whole zip. Get it again.", load: { kind: "ready" } });
    expect(state().unpacking).toBeUndefined();
  });

  it("that is unpacked after something else was chosen is not opened any more", async () => {
    const { session, state, zips, described } = await readyPage();
    void session.chooseFiles(zip("slow.zip"));
    void session.choose(foreign);
    expect(state().unpacking).toBeUndefined();
    zips[0]?.settle(succeed(inside("slow")));
    await settled();
    expect(described).toHaveLength(2);
  });
});

describe("a prompt in whose place something from outside comes", () => {
  it("can be put back, where the visitor had typed it", async () => {
    const { session, state } = await readyPage();
    session.type("mine");
    await session.open({ source: own, text: "theirs" });
    expect(state()).toMatchObject({ prompt: "theirs", replaced: "mine" });
    session.putBack();
    expect([state().prompt, state().replaced]).toEqual(["mine", undefined]);
    await session.open({ source: own, shared: { prompt: "linked", parameters: {} } });
    expect(state()).toMatchObject({ prompt: "linked", replaced: "mine" });
  });

  it("is not asked about where nobody typed it, or it is the same", async () => {
    const { session, state } = await readyPage();
    await session.open({ source: own, text: "one" });
    await session.open({ source: own, text: "two" });
    expect([state().prompt, state().replaced]).toEqual(["two", undefined]);
    session.type("two ");
    session.type("two");
    await session.open({ source: own, text: "two" });
    expect(state().replaced).toBeUndefined();
  });
});
