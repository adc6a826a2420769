import { describe, expect, it } from "vitest";
import type { EngineStatus } from "../contract/engine-status.ts";
import type { LoadProgress } from "../contract/load.ts";
import type { ModelInfo } from "../contract/model-info.ts";
import type { ModelOffer } from "../contract/model-offer.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { fail, type Outcome, succeed } from "../contract/outcome.ts";
import { lighterFirst } from "./lighter-first.ts";
import { ModelThread } from "./model-thread.ts";
import { fakeWorker, INFO } from "./testing/fake-worker.ts";

const FULL = { kind: "site", path: "models/full" } as const;
const LIGHT = { kind: "site", path: "models/light" } as const;
const ignore = () => undefined;
const network = fail("network", "script", {});

interface Setting {
  readonly savesData?: boolean;
  /** Paths of models that are on the device. */
  readonly kept?: readonly string[];
  readonly lighter?: ModelSource;
}

/** A load that ends when a test says so, or when it is given up. */
interface PendingLoad {
  readonly name: string;
  readonly info: ModelInfo;
  readonly report: (progress: LoadProgress) => void | Promise<void>;
  readonly settle: (outcome: Outcome<ModelInfo>) => void;
}

const nameOf = (source: ModelSource) => (source.kind === "site" ? source.path : "other");
/** Small, so that another one is loaded beside it. */
const infoOf = (source: ModelSource): ModelInfo => ({ ...INFO, name: nameOf(source), source, bytes: 1000 });

/** A page on a line of which the test says how fast it is. */
function page({ savesData = false, kept = [], lighter = LIGHT }: Setting = {}) {
  const statuses: EngineStatus[] = [];
  const loads: PendingLoad[] = [];
  const workers: ReturnType<typeof fakeWorker>[] = [];
  let givenUp = 0;
  let ms = 0;
  const clock = { now: () => ms, later: () => ignore };
  const offerOf = (source: ModelSource): ModelOffer => ({
    source,
    name: nameOf(source),
    origin: "here",
    card: INFO.card,
    dtypes: [],
    needsConversion: false,
    downloadBytes: kept.includes(nameOf(source)) ? 0 : 17_500_000,
    isKept: kept.includes(nameOf(source)),
    ...(nameOf(source) === FULL.path && { lighter }),
  });
  const engine = new ModelThread({
    startWorker: () => {
      const worker = fakeWorker({
        describe: async (source) => succeed(offerOf(source)),
        load: (source, _options, report) =>
          new Promise((settle) => void loads.push({ name: nameOf(source), info: infoOf(source), report, settle })),
        async cancelLoad() {
          givenUp++;
          for (const { settle } of loads) settle(fail("cancelled", "load", {}));
        },
      });
      workers.push(worker);
      return worker;
    },
    chooseLoads: lighterFirst({ savesData: () => savesData, ...clock }),
    randomSeed: () => 42,
    ...clock,
  });
  engine.subscribe({ onStatus: (status) => void statuses.push(status) });
  const asked = () => loads.map(({ name }) => name);
  /** The thread has begun to load these, and whatever was on its way to it has arrived. */
  const begun = async (...names: readonly string[]) => {
    await expect.poll(asked).toEqual(names);
    for (let i = 0; i < 3; i++) await engine.stored();
    expect(asked()).toEqual(names);
  };
  /** Bytes come in for a second, 300 kB at the least. */
  const second = async (loadedBytes: number) => {
    const report = (bytes: number) =>
      loads.at(-1)?.report({ phase: "download", loadedBytes: bytes, totalBytes: 17_500_000, fraction: 0 });
    await report(0);
    ms += 1000;
    await report(loadedBytes);
  };
  /** The load that goes on ends well. */
  const finish = () => {
    const last = loads.at(-1);
    last?.settle(succeed(last.info));
  };
  const standIn = () => engine.state.model?.info;
  return { engine, workers, statuses, loads, second, finish, asked, begun, standIn, given: () => givenUp };
}

const LOADED_LIGHT = { ok: true, value: { name: "models/light", standsInFor: "models/full" } };

/** A page that has the lighter model, on a slow line. */
async function pageWithLight() {
  const opened = page();
  const loading = opened.engine.load(FULL, {}, ignore);
  await opened.begun(FULL.path);
  await opened.second(300_000);
  await opened.begun(FULL.path, LIGHT.path);
  opened.finish();
  expect(await loading).toMatchObject(LOADED_LIGHT);
  await opened.begun(FULL.path, LIGHT.path, FULL.path);
  return opened;
}

describe("lighterFirst", () => {
  it("loads the model itself on a fast line, and nothing else", async () => {
    const { engine, second, finish, begun, standIn } = page();
    const loading = engine.load(FULL, {}, ignore);
    await begun(FULL.path);
    await second(12_000_000);
    await begun(FULL.path);
    finish();
    expect(await loading).toMatchObject({ ok: true, value: { name: "models/full" } });
    await begun(FULL.path);
    expect(standIn()).not.toHaveProperty("standsInFor");
  });

  it("begins with the lighter one on a slow line, and has the model itself when that has come", async () => {
    const { statuses, loads, finish, standIn } = await pageWithLight();
    expect(standIn()).toMatchObject(LOADED_LIGHT.value);
    const progress = { phase: "download", loadedBytes: 5, totalBytes: 10, fraction: 0.5 } as const;
    await loads.at(-1)?.report(progress);
    finish();
    await expect.poll(standIn).toEqual(infoOf(FULL));
    expect(statuses).toMatchObject([
      { kind: "improving", progress },
      { kind: "improved", info: { name: "models/full" } },
    ]);
  });

  it("begins at once with a lighter one that is on the device", async () => {
    const { engine, finish, begun } = page({ kept: [LIGHT.path] });
    const loading = engine.load(FULL, {}, ignore);
    await begun(FULL.path, LIGHT.path);
    finish();
    expect(await loading).toMatchObject(LOADED_LIGHT);
  });

  it("takes the model itself where it is on the device, where it has no lighter one, and where weights were chosen", async () => {
    const kept = page({ kept: [FULL.path, LIGHT.path] });
    void kept.engine.load(FULL, {}, ignore);
    const chosen = page();
    void chosen.engine.load(FULL, { dtype: "q4" }, ignore);
    const single = page();
    void single.engine.load(LIGHT, {}, ignore);
    for (const { begun, second, asked } of [kept, chosen, single]) {
      await expect.poll(asked).toHaveLength(1);
      await second(300_000);
      await begun(...asked());
    }
    expect([kept.asked(), chosen.asked(), single.asked()]).toEqual([[FULL.path], [FULL.path], [LIGHT.path]]);
  });

  it("brings the lighter one alone where the visitor saves data", async () => {
    const { engine, finish, begun } = page({ savesData: true });
    const loading = engine.load(FULL, {}, ignore);
    await begun(LIGHT.path);
    finish();
    expect(await loading).toMatchObject(LOADED_LIGHT);
    await begun(LIGHT.path);
  });

  it("goes on with the lighter one where the model itself cannot be loaded, and tries again when it is asked to", async () => {
    const { engine, statuses, loads, begun, standIn } = await pageWithLight();
    loads.at(-1)?.settle(network);
    await expect.poll(() => statuses).toMatchObject([{ kind: "not-improved", failure: { code: "network" } }]);
    expect(standIn()).toMatchObject(LOADED_LIGHT.value);
    void engine.load(FULL, {}, ignore);
    await begun(FULL.path, LIGHT.path, FULL.path, FULL.path);
  });

  it("takes the model itself where the lighter one cannot be loaded", async () => {
    const { engine, loads, second, begun, finish } = page();
    const loading = engine.load(FULL, {}, ignore);
    await begun(FULL.path);
    await second(300_000);
    await begun(FULL.path, LIGHT.path);
    loads.at(-1)?.settle(network);
    await begun(FULL.path, LIGHT.path, FULL.path);
    finish();
    expect(await loading).toMatchObject({ ok: true, value: { name: "models/full" } });
  });

  it("says the same again to a second asker, and begins nothing anew", async () => {
    const { engine, begun, given } = await pageWithLight();
    const before = given();
    expect(await engine.load(FULL, {}, ignore)).toMatchObject(LOADED_LIGHT);
    await begun(FULL.path, LIGHT.path, FULL.path);
    expect(given()).toBe(before);
  });

  it("drops what was on its way when another model is asked for, or the load is given up", async () => {
    const { engine, given, statuses, begun } = await pageWithLight();
    const before = given();
    void engine.load({ kind: "hub", repo: "owner/name" }, {}, ignore);
    await begun(FULL.path, LIGHT.path, FULL.path, "other");
    expect([given(), statuses]).toMatchObject([before + 1, [{ kind: "not-improved" }]]);

    const cancelled = page();
    const givenUp = cancelled.engine.load(FULL, {}, ignore);
    await cancelled.begun(FULL.path);
    await cancelled.engine.cancelLoad();
    expect(await givenUp).toMatchObject({ ok: false, failure: { code: "cancelled" } });
    await cancelled.begun(FULL.path);
  });

  it("begins nothing for a choice that was given up while the model was looked up", async () => {
    const { engine, begun } = page();
    const loading = engine.load(FULL, {}, ignore);
    await engine.cancelLoad();
    expect(await loading).toMatchObject({ ok: false, failure: { code: "cancelled" } });
    await begun();
  });

  it("keeps saying in whose place it answers after its thread was replaced", async () => {
    const { engine, workers, statuses, finish, asked, begun, standIn } = page({ savesData: true });
    const loading = engine.load(FULL, {}, ignore);
    await begun(LIGHT.path);
    finish();
    await loading;
    workers[0]?.crash();
    await expect.poll(asked).toEqual([LIGHT.path, LIGHT.path]);
    finish();
    await expect.poll(standIn).toMatchObject(LOADED_LIGHT.value);
    expect(statuses).toMatchObject([{ kind: "restarting" }, { kind: "restored", info: LOADED_LIGHT.value }]);
  });
});
