import { describe, expect, it } from "vitest";
import type { EngineStatus } from "../contract/engine-status.ts";
import type { Engine } from "../contract/engine.ts";
import type { LoadOptions } from "../contract/load.ts";
import type { Dtype } from "../contract/dtypes.ts";
import { fail, failed, makeFailure, makeNote, succeed } from "../contract/outcome.ts";
import { saying } from "../contract/testing/refused.ts";
import { ModelThread } from "./model-thread.ts";
import { fakeWorker, INFO, resultOf } from "./testing/fake-worker.ts";

const TINY = { kind: "site", path: "tiny" } as const;
const OTHER = { kind: "site", path: "other" } as const;
const ignore = () => undefined;
const lost = fail("gpu_lost", "lost", { reason: "A valid external Instance reference no longer exists." });
const REQUEST = { prompt: "a", parameters: {} };

/** A connection whose n-th worker runs the n-th engine; the last one serves all after it. */
function connect(engines: readonly Partial<Engine & { ping(): unknown }>[]) {
  const workers: ReturnType<typeof fakeWorker>[] = [];
  const statuses: EngineStatus[] = [];
  // Stands still: however long a busy machine takes, no thread is found to be silent.
  const clock = { ms: 0 };
  const engine = new ModelThread({
    startWorker: () => {
      const worker = fakeWorker(engines[Math.min(workers.length, engines.length - 1)] ?? {});
      workers.push(worker);
      return worker;
    },
    now: () => clock.ms,
    later: () => ignore,
    randomSeed: () => 42,
  });
  engine.subscribe({ onStatus: (status) => void statuses.push(status) });
  return { engine, workers, statuses, clock };
}

/** An engine that streams these pieces and then answers, or loses its GPU after `until` pieces. */
function talker(pieces: readonly string[], until = Number.POSITIVE_INFINITY): Partial<Engine> & { seeds: unknown[] } {
  const seeds: unknown[] = [];
  return {
    seeds,
    generate: async (request, _run, onDelta) => {
      seeds.push(request.parameters.seed);
      for (const [i, text] of pieces.entries()) {
        if (i >= until) return lost;
        await onDelta({ sample: 0, text, tokens: i + 1 });
      }
      return succeed(resultOf(pieces.join("")));
    },
  };
}

/** Loads whatever it is asked for, and says that its weights have this form. */
function loader(asked: LoadOptions[], dtype: Dtype): Engine["load"] {
  return async (_source, options) => {
    asked.push(options);
    return succeed({ ...INFO, backend: { ...INFO.backend, dtype } });
  };
}

describe("ModelThread", () => {
  it("F26: goes on where a run lost its GPU, with the same seed and no piece twice", async () => {
    const [first, second] = [talker(["a", "b", "c"], 2), talker(["a", "b", "c"])];
    const { engine, workers, statuses } = connect([first, second]);
    await engine.load(TINY, {}, ignore);
    const pieces: string[] = [];
    const outcome = await engine.generate(REQUEST, 1, ({ text }) => void pieces.push(text));
    expect(outcome).toMatchObject({ ok: true, value: { samples: [{ text: "abc" }] } });
    expect(pieces).toEqual(["a", "b", "c"]);
    expect([...first.seeds, ...second.seeds]).toEqual([42, 42]);
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
    expect(statuses.map(({ kind }) => kind)).toEqual(["restarting", "restored"]);
  });

  it("F26: has the plan say where a model goes on, and loads it there again after the thread died, too", async () => {
    const asked: LoadOptions[] = [];
    const [first, second] = [talker(["a", "b"], 1), talker(["a", "b"])];
    const { engine, workers, statuses } = connect([
      { ...first, load: loader(asked, "fp32") },
      { ...second, load: loader(asked, "fp32") },
    ]);
    await engine.load(TINY, {}, ignore);
    expect((await engine.generate(REQUEST, 1, ignore)).ok).toBe(true);
    workers[1]?.crash();
    expect((await engine.generate(REQUEST, 2, ignore)).ok).toBe(true);
    const after = { gpuLoss: { dtype: "fp32", isRepeated: false, failedWays: 0 } };
    expect(asked).toEqual([{}, after, after]);
    expect(statuses.map(({ kind }) => kind)).toEqual(["restarting", "restored", "restarting", "restored"]);
  });

  it.each([
    ["tells the plan of a second loss within a minute", 59_999, true],
    ["counts a loss as the first where the last one was longer ago", 60_000, false],
  ])("F26: %s", async (_name, later, isRepeated) => {
    const asked: LoadOptions[] = [];
    const load = loader(asked, "q4");
    const loses = { ...talker(["a"], 0), load };
    const { engine, clock } = connect([loses, { ...talker(["a"]), load }, loses, { ...talker(["a"]), load }]);
    await engine.load(TINY, {}, ignore);
    expect((await engine.generate(REQUEST, 1, ignore)).ok).toBe(true);
    const after = { gpuLoss: { dtype: "q4", isRepeated: false, failedWays: 0 } };
    expect(asked).toEqual([{}, after]);
    clock.ms += later;
    await engine.load(OTHER, {}, ignore);
    expect((await engine.generate(REQUEST, 2, ignore)).ok).toBe(true);
    expect(asked.slice(2)).toEqual([{}, { gpuLoss: { ...after.gpuLoss, isRepeated } }]);
  });

  it("F26: tries the plan's next way where one fails, each in a fresh thread", async () => {
    const asked: LoadOptions[] = [];
    const refusing: Partial<Engine> = {
      load: async (_source, options) => {
        asked.push(options);
        return fail("no_backend", "choice", { choice: `way ${options.gpuLoss?.failedWays}`, dtypes: [] });
      },
      generate: async () => fail("not_loaded", "none", {}),
    };
    const loses = { ...talker(["a"], 0), load: loader(asked, "q4") };
    const { engine, workers, statuses } = connect([loses, refusing]);
    await engine.load(TINY, {}, ignore);
    expect(await engine.generate(REQUEST, 1, ignore)).toMatchObject({ failure: { code: "not_loaded" } });
    expect(asked.map(({ gpuLoss }) => gpuLoss?.failedWays)).toEqual([undefined, 0, 1, 2]);
    expect(workers.map(({ ended }) => ended)).toEqual([true, true, true, true, false]);
    expect(statuses).toMatchObject([{ kind: "restarting" }, { kind: "lost", failure: saying("way 2") }]);
  });

  it.each([
    ["tells what came of timing the GPU beside the model, and goes by it where that GPU is lost", 2, "onnx-webgpu"],
    ["tells nothing of what a text of an earlier load says", 3, "kernel"],
  ] as const)("%s", async (_what, msPerToken, backend) => {
    const later = { ...INFO.backend, backend: "kernel", device: "wasm", dtype: "q8", threads: 2 } as const;
    const first = {
      ...later,
      reason: makeNote("gpu_later", {}),
      tried: [{ backend: "kernel", msPerToken: 2 }],
    } as const;
    const timed = { ...INFO.backend, tried: [{ backend: "kernel", msPerToken }, ...INFO.backend.tried] } as const;
    const asked: LoadOptions[] = [];
    const load: Engine["load"] = async (_source, options) => {
      asked.push(options);
      return succeed({ ...INFO, backend: first });
    };
    const answers = [
      succeed({ ...resultOf("a"), backend: first }),
      succeed({ ...resultOf("b"), backend: timed }),
      lost,
    ];
    const generate = async () => answers.shift() ?? lost;
    const { engine, statuses } = connect([{ load, generate }, { load }]);
    await engine.load(TINY, {}, ignore);
    await engine.generate(REQUEST, 1, ignore);
    expect(statuses).toEqual([]);
    await engine.generate(REQUEST, 2, ignore);
    expect(engine.state.model?.info.backend.backend).toBe(backend);
    expect(statuses.map(({ kind }) => kind)).toEqual(backend === "kernel" ? [] : ["changed"]);
    await engine.generate(REQUEST, 3, ignore);
    expect(asked[1]?.gpuLoss?.dtype).toBe(backend === "kernel" ? "q8" : "q4");
  });

  it("F26: fails a run whose repetition begins otherwise, rather than stitching two texts together", async () => {
    const stopped: number[] = [];
    const { engine } = connect([
      talker(["a", "b", "c"], 2),
      { ...talker(["a", "x", "c"]), stop: async (run) => void stopped.push(run) },
    ]);
    await engine.load(TINY, {}, ignore);
    const pieces: string[] = [];
    const outcome = await engine.generate(REQUEST, 7, ({ text }) => void pieces.push(text));
    expect(outcome).toMatchObject({ ok: false, failure: { code: "gpu_lost" } });
    expect(pieces).toEqual(["a", "b"]);
    expect(stopped).toEqual([7]);
  });

  it("F26: fails a run that lost its GPU as another model took over, rather than going on with that one", async () => {
    let lose: () => void = ignore;
    const generate = () => new Promise<typeof lost>((resolve) => (lose = () => resolve(lost)));
    const other = talker(["of another"]);
    const { engine } = connect([{ generate }, other]);
    await engine.load(TINY, {}, ignore);
    const pieces: string[] = [];
    const run = engine.generate(REQUEST, 1, ({ text }) => void pieces.push(text));
    await expect.poll(() => lose).not.toBe(ignore);
    const taken = engine.load(OTHER, {}, ignore);
    await expect.poll(() => engine.state.load).toBeDefined();
    lose();
    expect(await run).toMatchObject({ ok: false, failure: { code: "gpu_lost" } });
    expect((await taken).ok).toBe(true);
    expect([pieces, other.seeds]).toEqual([[], []]);
  });

  it("F20: settles every pending call when the worker dies, and serves the next with the model loaded again", async () => {
    let calls = 0;
    const never = () => {
      calls++;
      return new Promise<never>(ignore);
    };
    const { engine, workers, statuses } = connect([
      { generate: never, countTokens: never, tokenize: never, scoreNext: never },
      {},
    ]);
    await engine.load(TINY, {}, ignore);
    const pending = [
      engine.generate(REQUEST, 1, ignore),
      engine.countTokens("a"),
      engine.tokenize("a", {}, 1),
      engine.scoreNext("a", 1, 1, 2),
    ];
    await expect.poll(() => calls).toBe(4);
    workers[0]?.crash();
    for (const outcome of await Promise.all(pending)) {
      expect(outcome).toMatchObject({ ok: false, failure: { code: "worker_died" } });
    }
    expect((await engine.generate(REQUEST, 2, ignore)).ok).toBe(true);
    expect(statuses).toMatchObject([{ kind: "restarting" }, { kind: "restored", info: { name: "tiny" } }]);
  });

  it("gives a thread as long for its start as it is told to", async () => {
    let clock = 0;
    const silent = () => fakeWorker({ ping: () => new Promise<never>(ignore), load: () => new Promise<never>(ignore) });
    const engine = new ModelThread({
      startWorker: silent,
      startWithin: 2000,
      now: () => {
        clock += 400;
        return clock;
      },
      later: () => ignore,
      randomSeed: () => 42,
    });
    const outcome = await engine.load(TINY, {}, ignore);
    expect(outcome).toMatchObject({
      ok: false,
      failure: saying(/did not start within 2\.0 s/, {
        code: "worker_hung",
        hint: /^Check the connection, then load the page again\.$/,
      }),
    });
  });

  it("F19: replaces a worker whose load failed in its runtime, not one whose network did", async () => {
    const failures = ["network", "out_of_memory"] as const;
    const { engine, workers } = connect([
      {
        load: async () =>
          failed({ ...makeFailure("internal", "error", { reason: "no" }), code: failures[count++] ?? "internal" }),
      },
      {},
    ]);
    let count = 0;
    await engine.load(TINY, {}, ignore);
    expect(workers.map(({ ended }) => ended)).toEqual([false]);
    await engine.load(TINY, {}, ignore);
    expect(workers[0]?.ended).toBe(true);
    expect((await engine.load(TINY, {}, ignore)).ok).toBe(true);
  });

  it("F22: loads another model in a new worker, after the runs under way", async () => {
    const order: string[] = [];
    let release: () => void = ignore;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow: Partial<Engine> = {
      generate: async () => {
        order.push("begun");
        await held;
        order.push("run");
        return succeed(resultOf(""));
      },
    };
    const { engine, workers, statuses } = connect([
      slow,
      {
        load: async () => {
          order.push("load");
          return succeed(INFO);
        },
      },
    ]);
    await engine.load(TINY, {}, ignore);
    const run = engine.generate(REQUEST, 1, ignore);
    const load = engine.load(OTHER, {}, ignore);
    await expect.poll(() => order).toEqual(["begun"]);
    release();
    await load;
    expect((await run).ok).toBe(true);
    expect(order).toEqual(["begun", "run", "load"]);
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
    expect(statuses).toEqual([]);
  });

  it("never lets a stop overtake the run that it means", async () => {
    const order: string[] = [];
    const { engine } = connect([
      {
        generate: async () => {
          order.push("generate");
          return succeed(resultOf(""));
        },
        stop: async () => void order.push("stop"),
      },
    ]);
    const run = engine.generate(REQUEST, 1, ignore);
    await Promise.all([engine.stop(1), run]);
    expect(order).toEqual(["generate", "stop"]);
  });

  it("fails by name what is asked of a thread that cannot be started, and starts the next one all the same", async () => {
    let isForbidden = true;
    const engine = new ModelThread({
      startWorker: () => {
        if (isForbidden) throw new Error("Workers are forbidden here.");
        return fakeWorker({});
      },
      now: () => 0,
      later: () => ignore,
      randomSeed: () => 42,
    });
    expect(await engine.load(TINY, {}, ignore)).toMatchObject({ failure: saying(/^Workers are forbidden here\.$/) });
    expect(await engine.stored()).toMatchObject({ failure: { code: "worker_died" } });
    await engine.stop(1);
    isForbidden = false;
    expect((await engine.load(TINY, {}, ignore)).ok).toBe(true);
  });

  it("tells its observers of every text that was written, and for whom, until they end it", async () => {
    const { engine } = connect([talker(["a"])]);
    const written: unknown[] = [];
    const end = engine.subscribe({
      onWritten: ({ samples }, priority) => void written.push([samples[0]?.text, priority]),
    });
    await engine.generate(REQUEST, 1, ignore);
    await engine.generate(REQUEST, 2, ignore, "caller");
    end();
    await engine.generate(REQUEST, 3, ignore);
    expect(written).toEqual([
      ["a", "visitor"],
      ["a", "caller"],
    ]);
  });

  it("may be called by an observer in the middle of what it tells", async () => {
    const { engine, workers } = connect([{}, {}]);
    await engine.load(TINY, {}, ignore);
    const asked: Promise<unknown>[] = [];
    engine.subscribe({ onStatus: () => void asked.push(engine.generate(REQUEST, 1, ignore)) });
    workers[0]?.crash();
    await expect.poll(() => asked).toHaveLength(2);
    expect(await Promise.all(asked)).toMatchObject([{ ok: true }, { ok: true }]);
  });
});
