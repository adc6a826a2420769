import { describe, expect, it } from "vitest";
import type { EngineStatus, ModelInfo, ModelOffer } from "../contract/engine.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { fail, succeed } from "../contract/outcome.ts";
import { lighterFirst } from "./lighter-first.ts";
import { fakeEngine, infoOf } from "./testing/fake-engines.ts";

const FULL = { kind: "site", path: "models/full" } as const;
const LIGHT = { kind: "site", path: "models/light" } as const;
const ignore = () => undefined;
const turn = () => new Promise((resolve) => setTimeout(resolve));
const network = fail({ code: "network", message: "gone" });

interface Setting {
  readonly savesData?: boolean;
  /** Paths of models that are on the device. */
  readonly kept?: readonly string[];
  readonly lighter?: ModelSource;
}

/** A page on a line of which the test says how fast it is. */
function page({ savesData = false, kept = [], lighter = LIGHT }: Setting = {}) {
  const statuses: EngineStatus[] = [];
  let clock = 0;
  const offerOf = (source: ModelSource): ModelOffer => ({
    source,
    name: infoOf(source).name,
    origin: "here",
    card: infoOf(source).card,
    dtypes: [],
    needsConversion: false,
    downloadBytes: kept.includes(infoOf(source).name) ? 0 : 17_500_000,
    isKept: kept.includes(infoOf(source).name),
    ...(source === FULL && { lighter }),
  });
  const inner = fakeEngine(offerOf);
  let say: (status: EngineStatus) => void = ignore;
  const engine = lighterFirst({
    start(onStatus) {
      say = onStatus;
      return inner;
    },
    onStatus: (status) => void statuses.push(status),
    savesData: () => savesData,
    now: () => clock,
    later: () => ignore,
  });
  const load = () => inner.loads.at(-1);
  /** Bytes come in for a second, 300 kB at the least. */
  const second = async (loadedBytes: number) => {
    const report = (bytes: number) =>
      load()?.report({ phase: "download", loadedBytes: bytes, totalBytes: 17_500_000, fraction: 0 });
    await report(0);
    clock += 1000;
    await report(loadedBytes);
    await turn();
  };
  /** The load that goes on ends well, and its model answers. */
  const finish = async () => {
    const last = load();
    if (last === undefined) return;
    inner.answering = infoOf(last.source);
    last.settle(succeed(inner.answering));
    await turn();
  };
  const asked = () => inner.loads.map(({ source }) => infoOf(source).name);
  const restore = (info: ModelInfo) => say({ kind: "restored", info });
  return { engine, inner, statuses, load, second, finish, asked, restore };
}

const LOADED_LIGHT = { ok: true, value: { name: "models/light", standsInFor: "models/full" } };

describe("lighterFirst", () => {
  it("loads the model itself on a fast line, and nothing else", async () => {
    const { engine, second, finish, asked } = page();
    const loading = engine.load(FULL, {}, ignore);
    await turn();
    await second(12_000_000);
    await finish();
    expect(await loading).toMatchObject({ ok: true, value: { name: "models/full" } });
    expect(asked()).toEqual(["models/full"]);
    expect(engine.current()).not.toHaveProperty("standsInFor");
  });

  it("begins with the lighter one on a slow line, and has the model itself when that has come", async () => {
    const { engine, statuses, load, second, finish, asked } = page();
    const loading = engine.load(FULL, {}, ignore);
    await turn();
    await second(300_000);
    expect(asked()).toEqual(["models/full", "models/light"]);
    await finish();
    expect(await loading).toMatchObject(LOADED_LIGHT);
    expect(engine.current()).toMatchObject(LOADED_LIGHT.value);
    expect(asked().at(-1)).toBe("models/full");
    const progress = { phase: "download", loadedBytes: 5, totalBytes: 10, fraction: 0.5 } as const;
    await load()?.report(progress);
    await finish();
    expect(statuses).toMatchObject([
      { kind: "improving", progress },
      { kind: "improved", info: { name: "models/full" } },
    ]);
    expect(engine.current()).toEqual(infoOf(FULL));
  });

  it("begins at once with a lighter one that is on the device", async () => {
    const { engine, finish, asked } = page({ kept: ["models/light"] });
    const loading = engine.load(FULL, {}, ignore);
    await turn();
    expect(asked()).toEqual(["models/full", "models/light"]);
    await finish();
    expect(await loading).toMatchObject(LOADED_LIGHT);
  });

  it("takes the model itself where it is on the device, where it has no lighter one, and where weights were chosen", async () => {
    const kept = page({ kept: ["models/full", "models/light"] });
    void kept.engine.load(FULL, {}, ignore);
    const chosen = page();
    void chosen.engine.load(FULL, { dtype: "q4" }, ignore);
    const single = page();
    void single.engine.load(LIGHT, {}, ignore);
    await turn();
    await chosen.second(300_000);
    await single.second(300_000);
    expect([kept.asked(), chosen.asked()]).toEqual([["models/full"], ["models/full"]]);
    expect(single.asked()).toEqual(["models/light"]);
  });

  it("brings the lighter one alone where the visitor saves data", async () => {
    const { engine, finish, asked } = page({ savesData: true });
    const loading = engine.load(FULL, {}, ignore);
    await turn();
    await finish();
    expect(await loading).toMatchObject(LOADED_LIGHT);
    expect(asked()).toEqual(["models/light"]);
  });

  it("goes on with the lighter one where the model itself cannot be loaded, and tries again when it is asked to", async () => {
    const { engine, statuses, load, second, finish, asked } = page();
    const loading = engine.load(FULL, {}, ignore);
    await turn();
    await second(300_000);
    await finish();
    await loading;
    load()?.settle(network);
    await turn();
    expect(statuses).toMatchObject([{ kind: "not-improved", failure: { code: "network" } }]);
    expect(engine.current()).toMatchObject(LOADED_LIGHT.value);
    const before = asked().length;
    void engine.load(FULL, {}, ignore);
    await turn();
    expect(asked().slice(before)).toEqual(["models/full"]);
  });

  it("takes the model itself where the lighter one cannot be loaded", async () => {
    const { engine, load, second, finish } = page();
    const loading = engine.load(FULL, {}, ignore);
    await turn();
    await second(300_000);
    load()?.settle(network);
    await turn();
    await finish();
    expect(await loading).toMatchObject({ ok: true, value: { name: "models/full" } });
  });

  it("says the same again to a second asker, and begins nothing anew", async () => {
    const { engine, second, finish, asked } = page();
    const loading = engine.load(FULL, {}, ignore);
    await turn();
    await second(300_000);
    await finish();
    await loading;
    expect(await engine.load(FULL, {}, ignore)).toMatchObject(LOADED_LIGHT);
    expect(asked()).toEqual(["models/full", "models/light", "models/full"]);
  });

  it("drops what was on its way when another model is asked for, or the load is given up", async () => {
    const other = { kind: "hub", repo: "owner/name" } as const;
    const { engine, inner, statuses, second, finish, asked } = page();
    const loading = engine.load(FULL, {}, ignore);
    await turn();
    await second(300_000);
    await finish();
    await loading;
    const given = inner.given.up;
    void engine.load(other, {}, ignore);
    await turn();
    expect([asked().at(-1), inner.given.up, statuses]).toEqual(["other", given + 1, []]);

    const cancelled = page();
    const givenUp = cancelled.engine.load(FULL, {}, ignore);
    await turn();
    await cancelled.engine.cancelLoad();
    expect(await givenUp).toMatchObject({ ok: false, failure: { code: "cancelled" } });
    expect(cancelled.asked()).toEqual(["models/full"]);
  });

  it("keeps saying in whose place it answers after its thread was replaced", async () => {
    const { engine, statuses, finish, restore } = page({ savesData: true });
    const loading = engine.load(FULL, {}, ignore);
    await turn();
    await finish();
    await loading;
    restore(infoOf(LIGHT));
    expect(statuses).toMatchObject([{ kind: "restored", info: LOADED_LIGHT.value }]);
  });
});
