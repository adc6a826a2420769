import type { InferenceEngine, LoadOptions, ModelInfo, Priority } from "../contract/engine.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { type Outcome, Refusal, toOutcome } from "../contract/outcome.ts";
import { parseRequest } from "../contract/request.ts";
import { generateTexts, type StopFlag, scoreWhole } from "./compute.ts";
import { CurrentModel } from "./current-model.ts";
import type { EngineWorld } from "./engine-world.ts";
import { loadModel } from "./load-model.ts";
import { describeModel } from "./offer.ts";
import { ProgressBar } from "./progress.ts";
import { createQueue } from "./queue.ts";
import { resolveModel } from "./resolve-model.ts";
import type { ResolvedModels } from "./resolved-models.ts";

/** Loads one model at a time, and answers requests in the order in which they came. */
export function createInferenceEngine(world: EngineWorld, resolved: ResolvedModels): InferenceEngine {
  const enqueue = createQueue();
  const runs = new Map<number, { stopped: boolean }>();
  const loads = new Set<AbortController>();
  const current = new CurrentModel();

  const load = async (
    source: ModelSource,
    options: LoadOptions,
    bar: ProgressBar,
    signal: AbortSignal,
  ): Promise<ModelInfo> => {
    const same = current.infoOf(source, options);
    if (same !== undefined) return same;
    if (signal.aborted) throw new Refusal("cancelled", "The load was given up.");
    const info = await current.replace(source, options, async () => {
      const model = resolved.take(source) ?? (await resolveModel(source, world, signal));
      return loadModel({ source, model, options, world, bar, signal });
    });
    bar.started(1);
    await bar.finish();
    return info;
  };

  /** Does the work in its turn, with the flag by which {@link InferenceEngine.stop} ends it. */
  const inTurn = async <T>(
    run: number,
    priority: Priority | undefined,
    work: (flag: StopFlag) => Promise<T>,
  ): Promise<Outcome<T>> => {
    const flag = { stopped: false };
    runs.set(run, flag);
    const outcome = await toOutcome(() => enqueue(() => work(flag), priority));
    runs.delete(run);
    return outcome;
  };

  return {
    describe: (source) =>
      toOutcome(async () => {
        world.requireCompute();
        const model = await resolveModel(source, world);
        const offer = await describeModel(model, world);
        resolved.note(model);
        return offer;
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
      if (!parsed.ok) return parsed;
      return inTurn(run, priority, async (flag) => generateTexts(current.get(), parsed.value, flag, onDelta, world));
    },

    async stop(run) {
      const flag = runs.get(run);
      if (flag !== undefined) flag.stopped = true;
    },

    countTokens: (text) =>
      toOutcome(() => {
        const { codec } = current.get();
        return (codec.prefix?.length ?? 0) + codec.encode(text).length + (codec.suffix?.length ?? 0);
      }),

    score: (text, run, priority) => inTurn(run, priority, async (flag) => scoreWhole(current.get(), text, flag, world)),

    savePackage: () =>
      toOutcome(() => {
        const { info, listing } = current.get();
        if (info.converted) return world.store.save(listing);
        throw new Refusal("bad_request", `${info.name} was not converted here.`, {
          hint: "Its package lies where it was loaded from; it can be exported under Storage.",
        });
      }),
  };
}
