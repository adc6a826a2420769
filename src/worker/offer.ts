import type { ModelOffer, ModelSource } from "../contract/engine.ts";
import { DTYPES, type Dtype } from "../contract/manifest.ts";
import { probeGpu } from "../runtime/gpu.ts";
import { planBackends } from "../runtime/plan.ts";
import { checkpointPaths } from "./checkpoint-paths.ts";
import type { EngineWorld } from "./engine-world.ts";
import type { LastOffer } from "./last-offer.ts";
import { readCard } from "./model-card.ts";
import { graphBytes, graphsOf, needsConversion } from "./model-graphs.ts";
import { refuseEarly } from "./refuse-early.ts";
import type { Listing } from "./store/listing.ts";

const CARD = "README.md";

/**
 * Looks a model up and says what loading it would mean.
 * @param last notes what was found, for the load
 * @throws Refusal of the store, and of what can be told to be no GPT-2
 */
export async function describeModel(source: ModelSource, world: EngineWorld, last: LastOffer): Promise<ModelOffer> {
  const listing = await world.store.lookUp(source);
  await refuseEarly(listing, (path) => world.store.read(listing, path));
  const paths = listing.files.map(({ path }) => path);
  const here = await world.store.keptPaths(listing);
  const bytes = graphBytes(listing);
  const converts = needsConversion(listing);
  const offered = pinned(listing.source, listing.commit);
  last.note(offered, listing);
  return {
    source: offered,
    name: listing.name,
    origin: listing.origin,
    ...(listing.commit === undefined ? {} : { commit: listing.commit }),
    card: readCard(paths.includes(CARD) ? await world.store.read(listing, CARD) : undefined, listing.name),
    dtypes: DTYPES.flatMap((dtype) => {
      const size = bytes[dtype];
      return size === undefined
        ? []
        : [{ dtype, bytes: size, kept: missing(listing, graphPaths(listing, dtype), here) === 0 }];
    }),
    ...lighterOf(listing),
    needsConversion: converts,
    downloadBytes: missing(listing, converts ? checkpointPaths(paths) : await plannedPaths(listing, world), here),
  };
}

/** A package can only name one beside itself, on the same site. */
function lighterOf({ source, manifest }: Listing): Pick<ModelOffer, "lighter"> {
  if (source.kind !== "site" || manifest?.lighter === undefined) return {};
  const folder = source.path.slice(0, source.path.lastIndexOf("/") + 1);
  return { lighter: { kind: "site", path: `${folder}${manifest.lighter}` } };
}

/** The graph that would be downloaded now. */
async function plannedPaths(listing: Listing, world: EngineWorld): Promise<readonly string[]> {
  const bytes = graphBytes(listing);
  const gpu = await probeGpu(world.gpu);
  const [first] = planBackends({ options: {}, bytes, own: listing.manifest !== undefined, gpu }).candidates;
  return first === undefined ? [] : graphPaths(listing, first.dtype);
}

function graphPaths(listing: Listing, dtype: Dtype): readonly string[] {
  const graph = graphsOf(listing)[dtype];
  return graph === undefined ? [] : [graph.graph, ...graph.data];
}

/** Bytes of the named files that are not on this device. */
function missing(listing: Listing, paths: readonly string[], here: ReadonlySet<string>): number {
  const wanted = new Set(paths);
  return listing.files
    .filter(({ path, from }) => wanted.has(path) && !here.has(path) && "url" in from)
    .reduce((sum, { size }) => sum + size, 0);
}

/** What the visitor agrees to is what is loaded, also when the branch moves meanwhile. */
function pinned(source: ModelSource, commit: string | undefined): ModelSource {
  return source.kind === "hub" && commit !== undefined ? { ...source, revision: commit } : source;
}
