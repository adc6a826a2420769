import { proxy } from "comlink";
import type { Engine, GenerateDelta, LoadOptions, LoadProgress, ModelInfo, ModelSource } from "../contract/engine.ts";
import type { Failure, FailureCode, Outcome } from "../contract/outcome.ts";
import type { GenerateRequest } from "../contract/request.ts";
import { Connection, type RemoteEngine, type WorkerLike } from "./connection.ts";

/** What happens to the model's thread outside of calls. */
export type EngineStatus =
  /** The thread was replaced because of the failure; the model that was loaded is being loaded again. */
  | { readonly kind: "restarting"; readonly failure: Failure }
  /** The model is there again; `info` may name another backend than before. */
  | { readonly kind: "restored"; readonly info: ModelInfo }
  /** It could not be loaded again; the next call answers `not_loaded`. */
  | { readonly kind: "lost"; readonly failure: Failure }
  /** A lighter model answers; the one that was asked for is on its way. */
  | { readonly kind: "improving"; readonly progress: LoadProgress }
  /** It answers from now on. */
  | { readonly kind: "improved"; readonly info: ModelInfo }
  /** It could not be loaded; the lighter one goes on. */
  | { readonly kind: "not-improved"; readonly failure: Failure };

export interface ConnectOptions {
  readonly startWorker: () => WorkerLike;
  readonly onStatus?: (status: EngineStatus) => void;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** An integer in [0, 2^32). */
  readonly randomSeed: () => number;
}

/** The engine as the page has it, and a way to end it. */
export interface ConnectedEngine extends Engine {
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
const RUN_PATIENCE_MS = 1_500;
/** A text is cut into tokens in one go: about a second for a megabyte, ten where the device is slow and busy. */
const MS_PER_CHARACTER = 0.01;
/** Tokens of a prompt that are computed in one go, and some room. */
const TOKENS_IN_ONE_GO = 128;
/** A GPU that is lost twice within this is not tried a third time. */
const GPU_TRUST_MS = 60_000;

interface Loaded {
  readonly source: ModelSource;
  readonly options: LoadOptions;
  readonly info: ModelInfo;
}

/**
 * Connects to the model's thread and keeps it alive: a hung, dead or failed thread is replaced, its pending calls settle,
 * and the model it had is loaded again.
 */
export function connectEngine({ startWorker, onStatus, now, randomSeed }: ConnectOptions): ConnectedEngine {
  let connection: Connection | undefined;
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

  const connect = (): Connection => {
    if (connection !== undefined) return connection;
    const fresh = new Connection(startWorker(), {
      patience,
      now,
      onDeath: (failure) => {
        if (connection === fresh) connection = undefined;
        if (failure.code !== "cancelled") restore(failure);
      },
    });
    connection = fresh;
    return fresh;
  };

  const call = async <T>(work: (remote: RemoteEngine) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
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

  /**
   * Ways to go on with the weights that are here. In float32 ONNX Runtime writes the same text on the CPU, and at once,
   * while a GPU compiles its shaders anew. 4 bits are ten times slower there and 16 bits are rounded otherwise, so these
   * get the GPU once more; at the next loss within a minute the CPU, where a run that was begun may not fit together.
   */
  const afterGpuLoss = ({ options, info }: Loaded): readonly LoadOptions[] => {
    const { dtype } = info.backend;
    const reason = "the GPU was lost";
    const onKernel: LoadOptions = { backend: "kernel", dtype, reason };
    if (dtype === "fp32") return [{ backend: "onnx-wasm", dtype, reason }, onKernel];
    const again = now() - lastGpuLoss < GPU_TRUST_MS;
    lastGpuLoss = now();
    const onCpu: LoadOptions[] = [onKernel, { backend: "onnx-wasm", reason }];
    return again ? onCpu : [options, ...onCpu];
  };

  /** Calls in order of arrival, behind a restoration under way. */
  const inTurn = async <T>(work: (remote: RemoteEngine) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
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

  const load: Engine["load"] = async (source, options, onProgress) => {
    await restoring;
    const other = loaded !== undefined && JSON.stringify(loaded.source) !== JSON.stringify(source);
    if (other) {
      await Promise.allSettled(pending);
      loaded = undefined;
      // WebAssembly memory only grows, and a GPU's is freed late: another model gets another thread.
      connection?.end({ code: "cancelled", message: "Another model is being loaded." });
    }
    const outcome = await callLoad(source, options, onProgress);
    if (outcome.ok) loaded = { source, options, info: outcome.value };
    // The thread let the old model go to make room; a thread that was replaced meanwhile is bringing it back.
    else if (!POISONING.has(outcome.failure.code)) loaded = undefined;
    return outcome;
  };

  const generate: Engine["generate"] = async (request, run, onDelta, priority) => {
    const seeded = withSeed(request, randomSeed);
    const relay = createRelay(onDelta, () => void stop(run));
    const once = () =>
      withText([request.prompt].flat().join("").length, () =>
        inTurn((remote) => remote.generate(seeded, run, proxy(relay.next()), priority)),
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
    async cancelLoad() {
      await connection?.call((remote) => remote.cancelLoad());
    },
    countTokens: (text) => withText(text.length, () => inTurn((remote) => remote.countTokens(text))),
    score: (text, run, priority) => withText(text.length, () => inTurn((remote) => remote.score(text, run, priority))),
    savePackage: () => inTurn((remote) => remote.savePackage()),
    stored: () => inTurn((remote) => remote.stored()),
    verifyStored: (id) => inTurn((remote) => remote.verifyStored(id)),
    deleteStored: (id) => inTurn((remote) => remote.deleteStored(id)),
    exportStored: (id) => inTurn((remote) => remote.exportStored(id)),
    importStored: (file) => inTurn((remote) => remote.importStored(file)),
    close() {
      loaded = undefined;
      connection?.end({ code: "cancelled", message: "The engine was closed." });
    },
  };
}

function withSeed(request: GenerateRequest, randomSeed: () => number): GenerateRequest {
  return { ...request, parameters: { seed: randomSeed(), ...request.parameters } };
}

/**
 * Hands deltas on, and leaves out those that an earlier attempt at the same run has already handed on. Where an attempt
 * says something else, nothing more is handed on: a text must not be stitched together from two.
 */
function createRelay(onDelta: (delta: GenerateDelta) => void | Promise<void>, onTorn: () => void) {
  const handedOn = new Map<number, string[]>();
  let torn = false;
  return {
    isTorn: () => torn,
    next() {
      const seen = new Map<number, number>();
      return (delta: GenerateDelta): void | Promise<void> => {
        if (torn) return;
        const { sample, text } = delta;
        const position = seen.get(sample) ?? 0;
        seen.set(sample, position + 1);
        const texts = handedOn.get(sample) ?? [];
        const earlier = texts[position];
        if (earlier === text) return;
        torn = earlier !== undefined;
        if (torn) return onTorn();
        texts.push(text);
        handedOn.set(sample, texts);
        return onDelta(delta);
      };
    },
  };
}
