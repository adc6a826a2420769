import { proxy } from "comlink";
import type { Engine, EngineStatus, LoadOptions, ModelInfo } from "../contract/engine.ts";
import { isSameSource, type ModelSource, mayHaveChanged } from "../contract/model-source.ts";
import { type Failure, type FailureCode, fail, type Outcome } from "../contract/outcome.ts";
import type { GenerateRequest } from "../contract/request.ts";
import type { Clock } from "./clock.ts";
import { Connection, type RemoteEngine, type Work, type WorkerLike } from "./connection.ts";
import { createRelay } from "./relay.ts";

export interface ConnectOptions extends Clock {
  readonly startWorker: () => WorkerLike;
  readonly onStatus?: (status: EngineStatus) => void;
  /** Milliseconds until a thread that has never answered counts as hung; 20 s when absent. */
  readonly startWithin?: number;
  /** An integer in [0, 2^32). */
  readonly randomSeed: () => number;
}

/** The engine as the page has it, and a way to end it. */
export interface ConnectedEngine extends Engine {
  /** The model that answers now; another one may be on its way. */
  current(): ModelInfo | undefined;
  close(): void;
}

/** After these the thread's runtime may be in a state that makes every later call fail, too. */
const POISONING: ReadonlySet<FailureCode> = new Set([
  "internal",
  "out_of_memory",
  "gpu_lost",
  "nan_logits",
  "no_backend",
  "self_test_failed",
]);
/** Loading may compile, pack or create for seconds in one go. */
const LOAD_PATIENCE_MS = 60_000;
/** For a load to notice between two of its steps that it was given up; one that goes on is ended with its thread. */
const CANCEL_MS = 2000;
const RUN_PATIENCE_MS = 1_500;
/** A text is cut into tokens in one go: about a second for a megabyte, ten where the device is slow and busy. */
const MS_PER_CHARACTER = 0.01;
/** Tokens of a prompt that are computed in one go, and some room. */
const TOKENS_IN_ONE_GO = 128;
/** A GPU that is lost twice within this is not tried a third time. */
const GPU_TRUST_MS = 60_000;
/** How often going on after a GPU loss is tried; where, runtime's plan says. */
const WAYS = [0, 1, 2];

/** Weights of a model that stays in memory while another is loaded: phones have room for one large model, not for two. */
const BESIDE_BYTES = 64 * 1024 * 1024;
const GIVEN_UP: Failure = { code: "cancelled", message: "The load was given up." };

interface Loaded {
  readonly source: ModelSource;
  readonly options: LoadOptions;
  readonly info: ModelInfo;
}

/**
 * Connects to the model's thread and keeps it alive: a hung, dead or failed thread is replaced, its pending calls settle,
 * and the model it had is loaded again.
 */
export function connectEngine(connectOptions: ConnectOptions): ConnectedEngine {
  const { startWorker, onStatus, startWithin, now, later, randomSeed } = connectOptions;
  let connection: Connection | undefined;
  /** The thread in which another model is loaded, while the one of `connection` goes on answering. */
  let candidate: Connection | undefined;
  let loaded: Loaded | undefined;
  /** Settles when a lost model is there again, or is given up. */
  let restoring: Promise<void> = Promise.resolve();
  let loadsUnderWay = 0;
  let charactersUnderWay = 0;
  let lastGpuLoss = Number.NEGATIVE_INFINITY;
  const pending = new Set<Promise<unknown>>();

  const patience = () => {
    if (loadsUnderWay > 0) return LOAD_PATIENCE_MS;
    const used = loaded?.info.backend;
    const msPerToken = used?.tried.find(({ backend }) => backend === used.backend)?.msPerToken ?? 0;
    return Math.max(RUN_PATIENCE_MS, TOKENS_IN_ONE_GO * msPerToken) + charactersUnderWay * MS_PER_CHARACTER;
  };

  const open = (): Connection => {
    const fresh: Connection = new Connection(startWorker(), {
      patience: () => (connection === fresh ? patience() : LOAD_PATIENCE_MS),
      ...(startWithin !== undefined && { startWithin }),
      now,
      onDeath: (failure) => {
        if (connection !== fresh) return;
        connection = undefined;
        if (failure.code !== "cancelled") restore(failure);
      },
    });
    return fresh;
  };

  const connect = (): Connection => {
    connection ??= open();
    return connection;
  };

  const call = async <T>(work: Work<Outcome<T>>): Promise<Outcome<T>> => {
    const used = connect();
    const outcome = await used.call(work);
    if (!outcome.ok && POISONING.has(outcome.failure.code)) used.end(outcome.failure);
    return outcome;
  };

  const callLoad = async (source: ModelSource, options: LoadOptions, onProgress: Parameters<Engine["load"]>[2]) => {
    loadsUnderWay++;
    const outcome = await call((remote) => remote.load(source, options, proxy(onProgress)));
    loadsUnderWay--;
    return outcome;
  };

  const restore = (failure: Failure): void => {
    const lost = loaded;
    loaded = undefined;
    if (lost === undefined) return;
    onStatus?.({ kind: "restarting", failure });
    restoring = loadAgain(lost, failure.code === "gpu_lost" ? afterGpuLoss(lost) : [lost.options]);
  };

  const loadAgain = async ({ source }: Loaded, ways: readonly LoadOptions[]): Promise<void> => {
    for (const [attempt, options] of ways.entries()) {
      const outcome = await callLoad(source, options, () => undefined);
      if (outcome.ok) {
        loaded = { source, options, info: outcome.value };
        onStatus?.({ kind: "restored", info: outcome.value });
        return;
      }
      if (attempt === ways.length - 1) onStatus?.({ kind: "lost", failure: outcome.failure });
    }
  };

  const afterGpuLoss = ({ options, info }: Loaded): readonly LoadOptions[] => {
    const { dtype } = info.backend;
    const isRepeated = now() - lastGpuLoss < GPU_TRUST_MS;
    lastGpuLoss = now();
    return WAYS.map((failedWays) => ({ ...options, gpuLoss: { dtype, isRepeated, failedWays } }));
  };

  /** Calls in order of arrival, behind a restoration under way. */
  const inTurn = async <T>(work: Work<Outcome<T>>): Promise<Outcome<T>> => {
    await restoring;
    const outcome = call(work);
    pending.add(outcome);
    void outcome.finally(() => pending.delete(outcome));
    return outcome;
  };

  const withText = async <T>(characters: number, work: () => Promise<T>): Promise<T> => {
    charactersUnderWay += characters;
    try {
      return await work();
    } finally {
      charactersUnderWay -= characters;
    }
  };

  let loadsAsked = 0;
  let givenUp = 0;
  let lastLoad: Promise<unknown> = Promise.resolve();

  /** One load at a time; one that is given up while it waits is not begun. */
  const load: Engine["load"] = (source, options, onProgress) => {
    const number = ++loadsAsked;
    const outcome = lastLoad.then(async (): Promise<Outcome<ModelInfo>> => {
      await restoring;
      return number <= givenUp ? fail(GIVEN_UP) : loadNow({ source, options }, onProgress);
    });
    lastLoad = outcome.catch(() => undefined);
    return outcome;
  };

  const loadNow = async (wanted: Wanted, onProgress: OnProgress): Promise<Outcome<ModelInfo>> => {
    const before = loaded;
    if (before === undefined || isSame(before, wanted)) return loadHere(wanted, onProgress);
    if (before.info.bytes <= BESIDE_BYTES) return loadBeside(wanted, onProgress);
    await Promise.allSettled(pending);
    loaded = undefined;
    // WebAssembly memory only grows, and a GPU's is freed late: another model gets another thread.
    if (!isSameSource(before.source, wanted.source))
      connection?.end({ ...GIVEN_UP, message: "Another model is being loaded." });
    const outcome = await loadHere(wanted, onProgress);
    if (!outcome.ok) bringBack(before, outcome.failure);
    return outcome;
  };

  const loadHere = async ({ source, options }: Wanted, onProgress: OnProgress): Promise<Outcome<ModelInfo>> => {
    const outcome = await callLoad(source, options, onProgress);
    if (outcome.ok) loaded = { source, options, info: outcome.value };
    // The thread let the old model go to make room; a thread that was replaced meanwhile is bringing it back.
    else if (!POISONING.has(outcome.failure.code)) loaded = undefined;
    return outcome;
  };

  /** In a thread of its own, which takes over once the model is there: until then, and if it fails, the old one answers. */
  const loadBeside = async ({ source, options }: Wanted, onProgress: OnProgress): Promise<Outcome<ModelInfo>> => {
    const fresh = open();
    candidate = fresh;
    const work = async (remote: RemoteEngine): Promise<Outcome<ModelInfo>> =>
      remote.load(source, options, proxy(onProgress));
    const outcome = await fresh.call(work);
    candidate = undefined;
    if (!outcome.ok) {
      fresh.end(outcome.failure);
      return outcome;
    }
    const takeOver = async () => {
      do await Promise.allSettled(pending);
      while (pending.size > 0);
      connection?.end({ ...GIVEN_UP, message: "Another model was loaded." });
      connection = fresh;
      loaded = { source, options, info: outcome.value };
    };
    restoring = restoring.then(takeOver);
    await restoring;
    return outcome;
  };

  /** The model that had to go to make room for one that then failed. */
  const bringBack = (before: Loaded, failure: Failure): void => {
    onStatus?.({ kind: "restarting", failure });
    restoring = loadAgain(before, [before.options]);
  };

  const generate: Engine["generate"] = async (request, run, onDelta, priority) => {
    const seeded = withSeed(request, randomSeed);
    const relay = createRelay(onDelta, () => void stop(run));
    const once = () =>
      withText([request.prompt].flat().join("").length, () =>
        inTurn(async (remote, listeners) => {
          const listener = listeners.add(relay.next());
          const outcome = await remote.generate(seeded, run, listener, priority);
          listeners.remove(listener);
          return outcome;
        }),
      );
    const outcome = await once();
    if (outcome.ok || outcome.failure.code !== "gpu_lost") return outcome;
    // The same seed gives the same text, so a run that lost its GPU goes on where it was.
    const repeated = await once();
    return relay.isTorn() ? outcome : repeated;
  };

  const stop: Engine["stop"] = async (run) => {
    // As runs do, so that a stop does not overtake the run that it means.
    await restoring;
    await connection?.call((remote) => remote.stop(run));
  };

  return {
    load,
    generate,
    stop,
    describe: (source) => inTurn((remote) => remote.describe(source)),
    current: () => loaded?.info,
    async cancelLoad() {
      givenUp = loadsAsked;
      const busy = candidate ?? connection;
      if (busy === undefined) return;
      void lastLoad.then(later(() => busy.end(GIVEN_UP), CANCEL_MS));
      await busy.call((remote) => remote.cancelLoad());
    },
    countTokens: (text) => withText(text.length, () => inTurn((remote) => remote.countTokens(text))),
    score: (text, run, priority) => withText(text.length, () => inTurn((remote) => remote.score(text, run, priority))),
    savePackage: () => inTurn((remote) => remote.savePackage()),
    stored: () => inTurn((remote) => remote.stored()),
    verifyStored: (id) => inTurn((remote) => remote.verifyStored(id)),
    deleteStored: (id) => inTurn((remote) => remote.deleteStored(id)),
    exportStored: (id) => inTurn((remote) => remote.exportStored(id)),
    importStored: (file) => inTurn((remote) => remote.importStored(file)),
    openZip: (file) => inTurn((remote) => remote.openZip(file)),
    close() {
      loaded = undefined;
      candidate?.end({ code: "cancelled", message: "The engine was closed." });
      connection?.end({ code: "cancelled", message: "The engine was closed." });
    },
  };
}

type Wanted = Pick<Loaded, "source" | "options">;
type OnProgress = Parameters<Engine["load"]>[2];

function isSame(loaded: Loaded, { source, options }: Wanted): boolean {
  if (mayHaveChanged(source) || !isSameSource(loaded.source, source)) return false;
  const { gpuLoss, ...asked } = loaded.options;
  // After a GPU loss it may run elsewhere than what is asked for.
  if (gpuLoss !== undefined && loaded.info.backend.device !== "webgpu") return false;
  return JSON.stringify(asked) === JSON.stringify(options);
}

function withSeed(request: GenerateRequest, randomSeed: () => number): GenerateRequest {
  return { ...request, parameters: { seed: randomSeed(), ...request.parameters } };
}
