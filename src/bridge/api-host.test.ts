import { describe, expect, it } from "vitest";
import type { ApiCall } from "../contract/api/host.ts";
import type { Engine, Priority } from "../contract/engine.ts";
import type { GenerateDelta, GenerateResult } from "../contract/generate-result.ts";
import { nameFailure } from "../contract/name-failure.ts";
import { type Outcome, succeed } from "../contract/outcome.ts";
import { pageThatSays } from "../api/testing/page.ts";
import { createApiHost } from "./api-host.ts";

/** An engine whose runs end when the test says so. */
function heldEngine() {
  const runs: { run: number; end: () => void; say: (text: string) => void | Promise<void> }[] = [];
  const stopped: number[] = [];
  const scored: { priority: Priority | undefined; end: () => void }[] = [];
  const engine: Pick<Engine, "generate" | "stop" | "score" | "alternatives"> = {
    generate: (request, run, onDelta) =>
      new Promise<Outcome<GenerateResult>>((resolve) => {
        const { host } = pageThatSays(" done");
        const call: ApiCall = { id: "", incarnation: "", fingerprint: "", request };
        const end = async () => resolve(succeed(await resultOf(host.generate(call, () => undefined))));
        runs.push({ run, end: () => void end(), say: (text) => onDelta({ sample: 0, text, tokens: 1 }) });
      }),
    stop: async (run) => void stopped.push(run),
    alternatives: async (_request, _run, priority) => {
      scored.push({ priority, end: () => undefined });
      return succeed({ position: 1, top: [] });
    },
    score: (_request, _run, _onTokens, priority) =>
      new Promise((resolve) => {
        const end = () => resolve(succeed({ perplexity: 1, bits_per_byte: 0, tokens: 1, bytes: 1 }));
        scored.push({ priority, end });
      }),
  };
  let next = 100;
  const { model } = pageThatSays("");
  const host = createApiHost({ engine, model: () => ({ model }), nextRun: () => next++, now: () => 0 });
  return { host, runs, scored, stopped };
}

async function resultOf(outcome: Promise<Outcome<GenerateResult>>): Promise<GenerateResult> {
  const settled = await outcome;
  if (!settled.ok) throw new Error(nameFailure(settled.failure));
  return settled.value;
}

const call = (id: string, more: Partial<ApiCall> = {}): ApiCall => ({
  id,
  incarnation: "first",
  fingerprint: "same",
  request: { prompt: "a", parameters: {} },
  ...more,
});
const ignore = () => undefined;

describe("createApiHost", () => {
  it("takes four calls, refuses the fifth, and takes one again when one has ended", async () => {
    const { host, runs } = heldEngine();
    const taken = ["a", "b", "c", "d"].map((id) => host.generate(call(id), ignore));
    expect(await host.generate(call("e"), ignore)).toMatchObject({ ok: false, failure: { code: "busy" } });
    expect((await host.status()).queued).toBe(4);
    runs[0]?.end();
    expect((await taken[0])?.ok).toBe(true);
    void host.generate(call("f"), ignore);
    expect(runs).toHaveLength(5);
  });

  it("computes equal calls of one service worker separately", () => {
    const { host, runs } = heldEngine();
    void host.generate(call("a"), ignore);
    void host.generate(call("b"), ignore);
    expect(runs).toHaveLength(2);
  });

  it("F38: computes a call once that a restarted service worker sends again, and gives it all pieces", async () => {
    const { host, runs } = heldEngine();
    void host.generate(call("a"), ignore);
    await runs[0]?.say("one");
    const pieces: GenerateDelta[] = [];
    const again = host.generate(call("b", { incarnation: "second" }), (deltas) => void pieces.push(...deltas));
    await runs[0]?.say("two");
    runs[0]?.end();
    expect((await again).ok).toBe(true);
    expect(runs).toHaveLength(1);
    expect(pieces.map(({ text }) => text)).toEqual(["one", "two"]);
    void host.generate(call("c", { incarnation: "third" }), ignore);
    expect(runs).toHaveLength(2);
  });

  it("gives a slow listener all that came meanwhile at once", async () => {
    const { host, runs } = heldEngine();
    const batches: string[] = [];
    let answer = () => {};
    const done = host.generate(call("a"), (deltas) => {
      batches.push(deltas.map(({ text }) => text).join(""));
      return new Promise<void>((resolve) => {
        answer = resolve;
      });
    });
    await runs[0]?.say("a");
    await expect.poll(() => batches).toEqual(["a"]);
    for (const text of "bcd") await runs[0]?.say(text);
    answer();
    await expect.poll(() => batches).toEqual(["a", "bcd"]);
    answer();
    runs[0]?.end();
    expect((await done).ok).toBe(true);
  });

  it("F38: goes on when the service worker that asked never takes a piece", async () => {
    const { host, runs } = heldEngine();
    void host.generate(call("a"), () => new Promise(() => {}));
    await runs[0]?.say("one");
    const again = host.generate(call("b", { incarnation: "second" }), ignore);
    runs[0]?.end();
    expect((await again).ok).toBe(true);
  });

  it("computes anew what was answered before, when a later service worker asks the same", async () => {
    const { host, runs } = heldEngine();
    const first = host.generate(call("a"), ignore);
    runs[0]?.end();
    await first;
    await host.release("a");
    void host.generate(call("b", { incarnation: "second" }), ignore);
    expect(runs).toHaveLength(2);
  });

  it("answers an idempotency key once, but not for another body", async () => {
    const { host, runs } = heldEngine();
    const first = host.generate(call("a", { idempotencyKey: "k" }), ignore);
    runs[0]?.end();
    await first;
    await host.release("a");
    expect(await host.generate(call("b", { idempotencyKey: "k" }), ignore)).toEqual(await first);
    void host.generate(call("c", { idempotencyKey: "k", fingerprint: "other" }), ignore);
    expect(runs).toHaveLength(2);
  });

  it("stops the run of a call by the call's id", async () => {
    const { host, stopped } = heldEngine();
    void host.generate(call("a"), ignore);
    await host.stop("a");
    await host.stop("unknown");
    expect(stopped).toEqual([100]);
  });

  it("refuses a call by an id that another has, of any kind, until that one is released", async () => {
    const { host, runs, scored, stopped } = heldEngine();
    const first = host.generate(call("a"), ignore);
    const refused = { ok: false, failure: { code: "bad_request", detail: "id_running" } };
    expect(await host.generate(call("a", { fingerprint: "other" }), ignore)).toMatchObject(refused);
    expect(await host.score({ id: "a", text: "a" })).toMatchObject(refused);
    expect(await host.alternatives({ id: "a", text: "a" })).toMatchObject(refused);
    const reading = host.score({ id: "b", text: "b" });
    expect(await host.generate(call("b"), ignore)).toMatchObject(refused);
    expect((await host.status()).queued).toBe(2);
    await host.stop("a");
    expect(stopped).toEqual([100]);
    runs[0]?.end();
    scored[0]?.end();
    await Promise.all([first, reading, host.release("a")]);
    void host.generate(call("a"), ignore);
    void host.generate(call("b"), ignore);
    expect(runs).toHaveLength(3);
  });

  it("T33: a text to score takes a place in the queue, waits behind the visitor, and can be stopped", async () => {
    const { host, scored, stopped } = heldEngine();
    const taken = ["a", "b", "c", "d"].map((id) => host.score({ id, text: id }));
    expect(await host.score({ id: "e", text: "e" })).toMatchObject({ ok: false, failure: { code: "busy" } });
    expect(await host.generate(call("f"), ignore)).toMatchObject({ ok: false, failure: { code: "busy" } });
    expect((await host.status()).queued).toBe(4);
    expect(scored.map(({ priority }) => priority)).toEqual(["caller", "caller", "caller", "caller"]);
    await host.stop("b");
    expect(stopped).toEqual([101]);
    expect(await host.alternatives({ id: "g", text: "g" })).toMatchObject({ ok: false, failure: { code: "busy" } });
    for (const { end } of scored) end();
    expect((await Promise.all(taken)).every(({ ok }) => ok)).toBe(true);
    expect((await host.status()).queued).toBe(0);
    expect(await host.alternatives({ id: "g", text: "g" })).toMatchObject({ ok: true, value: { position: 1 } });
    expect(scored.at(-1)?.priority).toBe("caller");
  });
});
