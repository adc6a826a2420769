import type { ModelSource } from "../contract/model-source.ts";
import { type GpuReport, probeGpu } from "../runtime/gpu.ts";
import { type Chosen, type Plan, planBackends } from "../runtime/plan.ts";
import type { Listing } from "../store/listing.ts";
import type { EngineWorld } from "./engine-world.ts";
import { graphBytes } from "./model-graphs.ts";

/** A model of which nothing was downloaded yet: what describing it and loading it both begin with. */
export interface ResolvedModel {
  /** Pinned to the commit that its revision stood for, where there is one. */
  readonly source: ModelSource;
  readonly listing: Listing;
  readonly gpu: GpuReport;
  /**
   * The ways to run its graphs, planned once for what is asked; none are known of a checkpoint before it is converted.
   * @throws Refusal of {@link planBackends}
   */
  plan(options: Chosen): Plan;
}

/**
 * Looks a model up, and the GPU with it.
 * @throws Refusal of the store
 */
export async function resolveModel(
  source: ModelSource,
  world: Pick<EngineWorld, "store" | "gpu">,
  signal?: AbortSignal,
): Promise<ResolvedModel> {
  const [listing, gpu] = await Promise.all([world.store.lookUp(source, signal), probeGpu(world.gpu)]);
  return resolvedOf(listing, gpu);
}

/** The model with these files on a device with this GPU. */
export function resolvedOf(listing: Listing, gpu: GpuReport): ResolvedModel {
  const own = listing.manifest !== undefined;
  const bytes = graphBytes(listing);
  const plans = new Map<string, Plan>();
  const plan = (options: Chosen): Plan => {
    const key = JSON.stringify(options);
    const known = plans.get(key) ?? planBackends({ options, bytes, own, gpu });
    plans.set(key, known);
    return known;
  };
  return { source: pinned(listing), listing, gpu, plan };
}

/** What the visitor agrees to is what is loaded, also when the branch moves meanwhile. */
function pinned({ source, commit }: Listing): ModelSource {
  return source.kind === "hub" && commit !== undefined ? { ...source, revision: commit } : source;
}
