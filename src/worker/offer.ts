import type { ModelOffer, ModelSource } from "../contract/engine.ts";
import { DTYPES, type Dtype } from "../contract/manifest.ts";
import { findGraphs } from "../runtime/find-graphs.ts";
import { probeGpu } from "../runtime/gpu.ts";
import { planBackends } from "../runtime/plan.ts";
import type { EngineWorld } from "./engine-world.ts";
import { graphBytes } from "./load-model.ts";
import { readCard } from "./model-card.ts";

const CARD = "README.md";

/** Looks a model up and says what loading it would mean. */
export async function describeModel(source: ModelSource, world: EngineWorld): Promise<ModelOffer> {
  const listing = await world.store.lookUp(source);
  const paths = listing.files.map(({ path }) => path);
  const graphs = findGraphs(paths, listing.manifest);
  const bytes = graphBytes(listing, graphs);
  const here = await world.store.keptPaths(listing);
  const gpu = await probeGpu(world.gpu);
  const plan = planBackends({ options: {}, bytes, own: listing.manifest !== undefined, gpu });
  const dtype = plan.candidates[0]?.dtype;
  return {
    source: pinned(source, listing.commit),
    name: listing.name,
    origin: listing.origin,
    ...(listing.commit === undefined ? {} : { commit: listing.commit }),
    card: readCard(paths.includes(CARD) ? await world.store.read(listing, CARD) : undefined, listing.name),
    dtypes: DTYPES.flatMap((name) => {
      const size = bytes[name];
      return size === undefined ? [] : [{ dtype: name, bytes: size, kept: missingBytes(name) === 0 }];
    }),
    needsConversion: false,
    downloadBytes: dtype === undefined ? 0 : missingBytes(dtype),
  };

  function missingBytes(name: Dtype): number {
    const graph = graphs[name];
    const needed = graph === undefined ? [] : [graph.graph, ...graph.data];
    return listing.files.reduce(
      (sum, { path, size }) => sum + (needed.includes(path) && !here.has(path) ? size : 0),
      0,
    );
  }
}

/** What the visitor agrees to is what is loaded, also when the branch moves meanwhile. */
function pinned(source: ModelSource, commit: string | undefined): ModelSource {
  return source.kind === "hub" && commit !== undefined ? { ...source, revision: commit } : source;
}
