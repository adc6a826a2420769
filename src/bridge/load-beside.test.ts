import { describe, expect, it } from "vitest";
import type { EngineStatus } from "../contract/engine-status.ts";
import type { Engine } from "../contract/engine.ts";
import type { LoadOptions } from "../contract/load.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { fail, succeed } from "../contract/outcome.ts";
import { ModelThread } from "./model-thread.ts";
import { fakeWorker, INFO, resultOf } from "./testing/fake-worker.ts";
import { createTimers } from "./testing/timers.ts";

const TINY = { kind: "site", path: "tiny" } as const;
const OTHER = { kind: "hub", repo: "owner/other" } as const;
const ignore = () => undefined;
const REQUEST = { prompt: "a", parameters: {} };
const wrong = fail("malformed_file", "not_utf8", { path: "model.safetensors" });

/** A promise that a test settles. */
function deferred<T>() {
  let settle: (value: T) => void = ignore;
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { promise, settle };
}

/** A thread whose model has so many bytes of weights, and whose texts name the thread. */
function thread(name: string, bytes: number, more: Partial<Engine> = {}): Partial<Engine> {
  return {
    load: async (source) => succeed({ ...INFO, name, source, bytes }),
    generate: async () => succeed(resultOf(name)),
    ...more,
  };
}

function connect(threads: readonly Partial<Engine>[]) {
  const workers: ReturnType<typeof fakeWorker>[] = [];
  const statuses: EngineStatus[] = [];
  const timers = createTimers();
  const engine = new ModelThread({
    startWorker: () => {
      const worker = fakeWorker(threads[workers.length] ?? {});
      workers.push(worker);
      return worker;
    },
    now: () => 0,
    randomSeed: () => 42,
    later: timers.later,
  });
  engine.subscribe({ onStatus: (status) => void statuses.push(status) });
  const written = async () => {
    const outcome = await engine.generate(REQUEST, 1, ignore);
    return outcome.ok ? outcome.value.samples[0]?.text : outcome.failure.code;
  };
  return { engine, workers, statuses, written, ring: timers.ring };
}

describe("another model beside a small one", () => {
  it("loads in a thread of its own while the old model answers, and takes over when it is there", async () => {
    const arrival = deferred<void>();
    const slow = async (source: ModelSource) => {
      await arrival.promise;
      return succeed({ ...INFO, name: "new", source, bytes: 1 });
    };
    const { engine, workers, statuses, written } = connect([thread("old", 1000), thread("new", 1, { load: slow })]);
    await engine.load(TINY, {}, ignore);
    const load = engine.load(OTHER, {}, ignore);
    expect(await written()).toBe("old");
    expect(engine.state.model?.info.name).toBe("old");
    arrival.settle();
    expect((await load).ok).toBe(true);
    expect([await written(), engine.state.model?.info.name]).toEqual(["new", "new"]);
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
    expect(statuses).toEqual([]);
  });

  it("takes over between two runs", async () => {
    const run = deferred<void>();
    const begun = deferred<void>();
    const slow: Engine["generate"] = async () => {
      begun.settle();
      await run.promise;
      return succeed(resultOf("old"));
    };
    const { engine, written } = connect([thread("old", 1000, { generate: slow }), thread("new", 1)]);
    await engine.load(TINY, {}, ignore);
    const first = written();
    await begun.promise;
    const load = engine.load(OTHER, {}, ignore);
    run.settle();
    expect(await first).toBe("old");
    await load;
    expect(await written()).toBe("new");
  });

  it("lets the run be stopped for which it waits", async () => {
    const stopped = deferred<void>();
    const begun = deferred<void>();
    const long: Partial<Engine> = {
      generate: async () => {
        begun.settle();
        await stopped.promise;
        return succeed(resultOf("stopped"));
      },
      stop: async () => stopped.settle(),
    };
    const { engine, written } = connect([thread("old", 1000, long), thread("new", 1)]);
    await engine.load(TINY, {}, ignore);
    const first = written();
    await begun.promise;
    const load = engine.load(OTHER, {}, ignore);
    await expect.poll(() => engine.state.load?.done?.info.name).toBe("new");
    await engine.stop(1);
    expect(await first).toBe("stopped");
    expect((await load).ok).toBe(true);
  });

  it("goes on with the old model where the new one dies before it takes over", async () => {
    const run = deferred<void>();
    const slow: Engine["generate"] = async () => {
      await run.promise;
      return succeed(resultOf("old"));
    };
    const { engine, workers, written } = connect([thread("old", 1000, { generate: slow }), thread("new", 1)]);
    await engine.load(TINY, {}, ignore);
    const first = written();
    const load = engine.load(OTHER, {}, ignore);
    await expect.poll(() => engine.state.load?.done?.info.name).toBe("new");
    workers[1]?.crash();
    expect(await load).toMatchObject({ failure: { code: "worker_died" } });
    run.settle();
    expect([await first, await written()]).toEqual(["old", "old"]);
  });

  it.each(["wrong files", "a crash"])("goes on answering after %s", async (fault) => {
    const asked = deferred<void>();
    const load: Engine["load"] = async () => {
      asked.settle();
      return fault === "a crash" ? new Promise<never>(ignore) : wrong;
    };
    const { engine, workers, statuses, written } = connect([thread("old", 1000), thread("new", 1, { load })]);
    await engine.load(TINY, {}, ignore);
    const outcome = engine.load(OTHER, {}, ignore);
    await asked.promise;
    if (fault === "a crash") workers[1]?.crash();
    expect((await outcome).ok).toBe(false);
    expect([await written(), engine.state.model?.info.name]).toEqual(["old", "old"]);
    expect(workers.map(({ ended }) => ended)).toEqual([false, true]);
    expect(statuses).toEqual([]);
  });

  it("loads other weights of the same model beside it, too, and files that may have changed under their names", async () => {
    const files = { kind: "files", name: "mine", files: [{ path: "model.onnx", bytes: new Blob() }] } as const;
    for (const [source, options] of [
      [TINY, { dtype: "q4" }],
      [files, {}],
    ] as const) {
      const { engine, written } = connect([thread("old", 1000), thread("new", 1, { load: async () => wrong })]);
      await engine.load(source.kind === "files" ? files : TINY, {}, ignore);
      expect((await engine.load(source, options, ignore)).ok).toBe(false);
      expect(await written()).toBe("old");
    }
  });

  it("gives up the load under way, and does not begin the one that waits for it", async () => {
    const loads: string[] = [];
    const givenUp = deferred<void>();
    const load: Engine["load"] = async (source) => {
      loads.push(source.kind);
      await givenUp.promise;
      return fail("cancelled", "load", {});
    };
    const cancelLoad = async () => givenUp.settle();
    const { engine, written } = connect([thread("old", 1000), thread("new", 1, { load, cancelLoad })]);
    await engine.load(TINY, {}, ignore);
    const outcomes = [engine.load(OTHER, {}, ignore), engine.load(OTHER, { dtype: "q4" }, ignore)];
    await expect.poll(() => loads).toEqual(["hub"]);
    await engine.cancelLoad();
    for (const outcome of await Promise.all(outcomes))
      expect(outcome).toMatchObject({ failure: { code: "cancelled" } });
    expect(loads).toEqual(["hub"]);
    expect(await written()).toBe("old");
  });
});

describe("another model in the place of a large one", () => {
  it("has a thread alone, and the old model is brought back after a failure", async () => {
    const asked: [ModelSource, LoadOptions][] = [];
    const back: Engine["load"] = async (source, options) => {
      asked.push([source, options]);
      return source.kind === "hub" ? wrong : succeed({ ...INFO, name: "old", source });
    };
    const { engine, workers, statuses, written } = connect([
      thread("old", 500_000_000),
      { load: back, generate: async () => succeed(resultOf("old")) },
    ]);
    await engine.load(TINY, { dtype: "q8" }, ignore);
    expect((await engine.load(OTHER, {}, ignore)).ok).toBe(false);
    expect([await written(), engine.state.model?.info.name]).toEqual(["old", "old"]);
    expect(asked).toEqual([
      [OTHER, {}],
      [TINY, { dtype: "q8" }],
    ]);
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
    expect(statuses.map(({ kind }) => kind)).toEqual(["restarting", "restored"]);
  });
});

describe("a load that is given up and goes on all the same", () => {
  const deaf = { load: () => new Promise<never>(ignore), cancelLoad: () => new Promise<never>(ignore) };

  it("T35: ends with its thread, and the next load works", async () => {
    const { engine, workers, ring } = connect([deaf, thread("new", 1)]);
    const load = engine.load(TINY, {}, ignore);
    await new Promise((resolve) => setTimeout(resolve));
    void engine.cancelLoad();
    expect(ring(2000)).toBe(1);
    expect(await load).toMatchObject({ ok: false, failure: { code: "cancelled" } });
    expect((await engine.load(OTHER, {}, ignore)).ok).toBe(true);
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
  });

  it("T35: leaves the model that answers beside it", async () => {
    const { engine, workers, written, ring } = connect([thread("old", 1000), deaf]);
    await engine.load(TINY, {}, ignore);
    const load = engine.load(OTHER, {}, ignore);
    await new Promise((resolve) => setTimeout(resolve));
    void engine.cancelLoad();
    expect(ring(2000)).toBe(1);
    expect(await load).toMatchObject({ ok: false, failure: { code: "cancelled" } });
    expect(await written()).toBe("old");
    expect(workers.map(({ ended }) => ended)).toEqual([false, true]);
  });

  it("T35: is not ended where it stops by itself", async () => {
    const stopped = deferred<void>();
    const load: Engine["load"] = async () => {
      await stopped.promise;
      return fail("cancelled", "load", {});
    };
    const { engine, workers, ring } = connect([{ load, cancelLoad: async () => stopped.settle() }]);
    const outcome = engine.load(TINY, {}, ignore);
    await new Promise((resolve) => setTimeout(resolve));
    await engine.cancelLoad();
    await outcome;
    await new Promise((resolve) => setTimeout(resolve));
    expect(ring(2000)).toBe(0);
    expect(workers.map(({ ended }) => ended)).toEqual([false]);
  });
});
