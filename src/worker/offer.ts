import type { ModelOffer } from "../contract/engine.ts";
import { DTYPES } from "../contract/manifest.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { probeGpu } from "../runtime/gpu.ts";
import { planBackends } from "../runtime/plan.ts";
import type { Listing } from "../store/listing.ts";
import { CARD } from "../store/record.ts";
import type { EngineWorld } from "./engine-world.ts";
import type { LastOffer } from "./last-offer.ts";
import { readCard } from "./model-card.ts";
import { graphBytes, needsConversion } from "./model-graphs.ts";
import type { Peek } from "./peek-config.ts";
import { refuseEarly } from "./refuse-early.ts";
import { CARD_BYTES, checkpointDownload, dtypeDownload } from "./wanted-files.ts";

/**
 * Looks a model up and says what loading it would mean. Until the visitor agrees, some kilobytes of small files are all that
 * is asked for.
 * @param last notes what was found, for the load
 * @throws Refusal of the store, and of what can be told to be no GPT-2
 */
export async function describeModel(source: ModelSource, world: EngineWorld, last: LastOffer): Promise<ModelOffer> {
  const listing = await world.store.lookUp(source);
  const peek: Peek = (path, most) => world.store.peek(listing, path, most);
  await refuseEarly(listing, peek);
  const kept = { here: await world.store.keptPaths(listing), agreed: await world.store.agreedPaths(listing) };
  if (listing.source.kind === "hub" && kept.agreed.size === 0) {
    // Most visitors never open a model from elsewhere.
    const { checkSmallFiles } = await import("./check-small-files.ts");
    await checkSmallFiles(listing, peek);
  }
  const converts = needsConversion(listing);
  const planned = costOf(listing, converts ? checkpointDownload(listing) : await plannedPaths(listing, world), kept);
  const offered = pinned(listing.source, listing.commit);
  last.note(offered, listing);
  return {
    source: offered,
    name: listing.name,
    origin: listing.origin,
    ...(listing.commit === undefined ? {} : { commit: listing.commit }),
    card: readCard(await cardOf(listing, peek), listing.name),
    dtypes: dtypesOf(listing, kept),
    ...lighterOf(listing),
    needsConversion: converts,
    downloadBytes: planned.downloadBytes,
    isKept: planned.kept && !converts,
  };
}

interface KeptPaths {
  readonly here: ReadonlySet<string>;
  readonly agreed: ReadonlySet<string>;
}

function dtypesOf(listing: Listing, kept: KeptPaths): ModelOffer["dtypes"] {
  const bytes = graphBytes(listing);
  return DTYPES.flatMap((dtype) => {
    const size = bytes[dtype];
    if (size === undefined) return [];
    return [{ dtype, bytes: size, ...costOf(listing, dtypeDownload(listing, dtype), kept) }];
  });
}

async function cardOf({ files }: Listing, peek: Peek): Promise<string | undefined> {
  return files.some(({ path }) => path === CARD) ? peek(CARD, CARD_BYTES) : undefined;
}

/** A package can only name one beside itself, on the same site. */
function lighterOf({ source, manifest }: Listing): Pick<ModelOffer, "lighter"> {
  if (source.kind !== "site" || manifest?.lighter === undefined) return {};
  const folder = source.path.slice(0, source.path.lastIndexOf("/") + 1);
  return { lighter: { kind: "site", path: `${folder}${manifest.lighter}` } };
}

/** What would be downloaded now. */
async function plannedPaths(listing: Listing, world: EngineWorld): Promise<readonly string[]> {
  const bytes = graphBytes(listing);
  const gpu = await probeGpu(world.gpu);
  const [first] = planBackends({ options: {}, bytes, own: listing.manifest !== undefined, gpu }).candidates;
  return first === undefined ? [] : dtypeDownload(listing, first.dtype);
}

/**
 * Bytes of the named files that are not on this device, and whether all of them were brought for this very model: equal
 * files of another one, which cost no download, are no consent to this one.
 */
function costOf(
  { files }: Listing,
  paths: readonly string[],
  { here, agreed }: KeptPaths,
): { readonly downloadBytes: number; readonly kept: boolean } {
  const named = new Set(paths);
  const wanted = files.filter(({ path, from }) => named.has(path) && "url" in from);
  return {
    downloadBytes: wanted.filter(({ path }) => !here.has(path)).reduce((sum, { size }) => sum + size, 0),
    kept: paths.length > 0 && wanted.every(({ path }) => agreed.has(path)),
  };
}

/** What the visitor agrees to is what is loaded, also when the branch moves meanwhile. */
function pinned(source: ModelSource, commit: string | undefined): ModelSource {
  return source.kind === "hub" && commit !== undefined ? { ...source, revision: commit } : source;
}
