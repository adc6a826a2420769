import type { InferenceEngine } from "../contract/engine.ts";
import type { LoadOptions } from "../contract/load.ts";
import type { ModelInfo } from "../contract/model-info.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { refuse, toOutcome } from "../contract/outcome.ts";
import { chooseAfterLoss } from "../runtime/after-loss.ts";
import { checkEarly } from "./check-early.ts";
import type { CurrentModel } from "./current-model.ts";
import type { EngineWorld } from "./engine-world.ts";
import { loadModel } from "./load-model.ts";
import { describeModel } from "./offer.ts";
import { ProgressBar } from "./progress.ts";
import type { createQueue } from "./queue.ts";
import { resolveModel } from "./resolve-model.ts";
import type { ResolvedModels } from "./resolved-models.ts";

/** What loads need, and what they change. */
interface LoadsWorld {
  readonly world: EngineWorld;
  readonly resolved: ResolvedModels;
  readonly current: CurrentModel;
  readonly enqueue: ReturnType<typeof createQueue>;
}

type Loads = Pick<InferenceEngine, "describe" | "load" | "cancelLoad">;

/** Offers and loads: one load at a time, in the turn of a run. */
export function createLoads({ world, resolved, current, enqueue }: LoadsWorld): Loads {
  const underWay = new Set<AbortController>();

  const load = async (source: ModelSource, options: LoadOptions, bar: ProgressBar, signal: AbortSignal) => {
    const same = current.infoOf(source, options);
    if (same !== undefined) return same;
    if (signal.aborted) throw refuse("cancelled", "load", {});
    const info: ModelInfo = await current.replace(source, options, async () => {
      const model = resolved.take(source) ?? (await resolveUnseen(source, signal));
      return loadModel({ source, model, options: chooseAfterLoss(options), world, bar, signal });
    });
    bar.started(1);
    await bar.finish();
    return info;
  };

  /** Whoever loads a model without having described it downloads no weights in vain, either. */
  const resolveUnseen = async (source: ModelSource, signal: AbortSignal) => {
    const model = await resolveModel(source, world, signal);
    await checkEarly(model.listing, world.store);
    return model;
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
        underWay.add(abort);
        try {
          const bar = new ProgressBar(onProgress, world.now);
          return await enqueue(() => load(source, options, bar, abort.signal));
        } finally {
          underWay.delete(abort);
        }
      }),
    async cancelLoad() {
      for (const abort of underWay) abort.abort();
    },
  };
}
