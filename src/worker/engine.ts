import type {
  Engine,
  GenerateResult,
  LoadOptions,
  ModelInfo,
  Priority,
  SavedFile,
  ScoreResult,
} from "../contract/engine.ts";
import { type ModelSource, sourceKey } from "../contract/model-source.ts";
import { type Outcome, Refusal, toOutcome } from "../contract/outcome.ts";
import { lengthBeyond, resolveParameters } from "../contract/parameters.ts";
import { type GenerateRequest, parseRequest } from "../contract/request.ts";
import { generateTokens } from "../generate/generate-tokens.ts";
import { scoreText } from "../generate/score.ts";
import { startTokens } from "../generate/start-tokens.ts";
import { openZip } from "../store/open-zip.ts";
import type { EngineWorld } from "./engine-world.ts";
import { LastOffer } from "./last-offer.ts";
import { type LoadedModel, loadModel } from "./load-model.ts";
import { describeModel } from "./offer.ts";
import { oneAhead } from "./one-ahead.ts";
import { ProgressBar } from "./progress.ts";
import { createQueue } from "./queue.ts";

interface Current extends LoadedModel {
  /** What was asked for, to know it again. */
  readonly key: string;
}

/** The model's thread: loads one model at a time and answers requests in the order in which they came. */
export function createEngine(world: EngineWorld): Engine {
  const enqueue = createQueue();
  const runs = new Map<number, { stopped: boolean }>();
  const loads = new Set<AbortController>();
  const last = new LastOffer(world.now);
  let current: Current | undefined;

  const loaded = (): Current => {
    if (current !== undefined) return current;
    throw new Refusal("not_loaded", "No model is loaded.", { hint: "Load a model first." });
  };

  const load = async (
    source: ModelSource,
    options: LoadOptions,
    bar: ProgressBar,
    signal: AbortSignal,
  ): Promise<ModelInfo> => {
    const key = JSON.stringify([sourceKey(source), options]);
    if (current !== undefined && current.key === key && source.kind !== "files") return current.info;
    if (signal.aborted) throw new Refusal("cancelled", "The load was given up.");
    // Two models at once may be more than a phone has memory for.
    const old = current;
    current = undefined;
    await old?.pass.dispose();
    current = { ...(await loadModel(source, options, world, bar, signal, last.take(source))), key };
    bar.started(1);
    await bar.finish();
    return current.info;
  };

  const generate = async (
    request: GenerateRequest,
    flag: { readonly stopped: boolean },
    onDelta: Parameters<Engine["generate"]>[2],
  ): Promise<GenerateResult> => {
    const { pass, codec, info } = loaded();
    const prompts = typeof request.prompt === "string" ? [request.prompt] : request.prompt;
    const parameters = resolveParameters(request.parameters, info.defaults, world.randomSeed());
    const { truncate, continued, prompt_logprobs } = request;
    const { now, breathe } = world;
    const pieces = oneAhead(onDelta);
    const hooks = { onDelta: pieces.onDelta, isStopped: () => flag.stopped, now, breathe };
    const generated = await generateTokens(
      pass,
      codec,
      { truncate, continued, prompt_logprobs, prompts, parameters, ...lengthBeyond(request.parameters) },
      hooks,
    );
    await pieces.taken();
    const commit = info.commit === undefined ? {} : { commit: info.commit };
    const model = { name: info.name, source: info.source, ...commit };
    return { ...generated, parameters, model, backend: info.backend };
  };

  const score = (text: string, flag: { readonly stopped: boolean }): Promise<ScoreResult> => {
    const { pass, codec, info } = loaded();
    const start = startTokens(codec, info.defaults.bos_token_id);
    const pause = async () => {
      await world.breathe();
      if (flag.stopped) throw new Refusal("cancelled", "Scoring the text was stopped.");
    };
    return scoreText(pass, codec, text, start, { pause });
  };

  /** Does the work in its turn, with the flag by which {@link Engine.stop} ends it. */
  const inTurn = async <T>(
    run: number,
    priority: Priority | undefined,
    work: (flag: { readonly stopped: boolean }) => Promise<T>,
  ): Promise<Outcome<T>> => {
    const flag = { stopped: false };
    runs.set(run, flag);
    const outcome = await toOutcome(() => enqueue(() => work(flag), priority));
    runs.delete(run);
    return outcome;
  };

  const savePackage = (): Promise<SavedFile> => {
    const { info, listing } = loaded();
    if (info.converted) return world.store.save(listing);
    throw new Refusal("bad_request", `${info.name} was not converted here.`, {
      hint: "Its package lies where it was loaded from; it can be exported under Storage.",
    });
  };

  const changeStored = <T>(work: () => Promise<T>): Promise<Outcome<T>> => {
    last.forget();
    return toOutcome(work);
  };

  return {
    describe: (source) =>
      toOutcome(() => {
        world.requireCompute();
        return describeModel(source, world, last);
      }),

    load: (source, options, onProgress) =>
      toOutcome(async () => {
        world.requireCompute();
        const abort = new AbortController();
        loads.add(abort);
        try {
          const bar = new ProgressBar(onProgress, world.now);
          return await enqueue(() => load(source, options, bar, abort.signal));
        } finally {
          loads.delete(abort);
        }
      }),

    async cancelLoad() {
      for (const abort of loads) abort.abort();
    },

    async generate(request, run, onDelta, priority) {
      const parsed = parseRequest(request);
      return parsed.ok ? inTurn(run, priority, (flag) => generate(parsed.value, flag, onDelta)) : parsed;
    },

    async stop(run) {
      const flag = runs.get(run);
      if (flag !== undefined) flag.stopped = true;
    },

    countTokens: (text) =>
      toOutcome(() => {
        const { codec } = loaded();
        return (codec.prefix?.length ?? 0) + codec.encode(text).length + (codec.suffix?.length ?? 0);
      }),

    score: (text, run, priority) => inTurn(run, priority, (flag) => score(text, flag)),
    savePackage: () => toOutcome(savePackage),
    stored: () => toOutcome(() => world.store.stored()),
    verifyStored: (id) => changeStored(() => world.store.verify(id)),
    deleteStored: (id) => changeStored(() => world.store.delete(id)),
    exportStored: (id) => toOutcome(() => world.store.export(id)),
    importStored: (file) => changeStored(() => world.store.import(file)),
    openZip: (file) => changeStored(() => openZip(file, world.store)),
  };
}
