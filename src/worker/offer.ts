import { DTYPES } from "../contract/dtypes.ts";
import { BASE_FOLDER } from "../contract/model-folder.ts";
import type { ModelOffer } from "../contract/model-offer.ts";
import { wholeRepo } from "../contract/model-source.ts";
import type { Listing } from "../store/listing.ts";
import { CARD } from "../store/record.ts";
import { checkEarly } from "./check-early.ts";
import type { EngineWorld } from "./engine-world.ts";
import { readCard } from "./model-card.ts";
import { graphBytes, needsConversion } from "./model-graphs.ts";
import type { Peek } from "./peek-config.ts";
import type { ResolvedModel } from "./resolve-model.ts";
import { CARD_BYTES, checkpointDownload, dtypeDownload } from "./wanted-files.ts";

/**
 * Says what loading a model would mean. Until the visitor agrees, some kilobytes of small files are all that is asked for.
 * @throws Refusal of the store, and of what can be told to be no GPT-2
 */
export async function describeModel(model: ResolvedModel, { store }: Pick<EngineWorld, "store">): Promise<ModelOffer> {
  const { listing } = model;
  const peek = peekOnce(listing, store);
  const notes = await checkEarly(listing, { peek: (_one, ...asked) => peek(...asked), agreedPaths: store.agreedPaths });
  const kept = { here: await store.keptPaths(listing), agreed: await store.agreedPaths(listing) };
  const converts = needsConversion(listing);
  const planned = costOf(listing, converts ? checkpointDownload(listing) : plannedPaths(model), kept);
  return {
    source: model.source,
    name: listing.name,
    origin: listing.origin,
    ...(listing.commit === undefined ? {} : { commit: listing.commit }),
    card: readCard(await cardOf(listing, peek), listing.name),
    dtypes: dtypesOf(listing, kept),
    ...lighterOf(listing),
    ...(converts && listing.base !== undefined && { base: baseOf(listing, listing.base, kept) }),
    needsConversion: converts,
    ...(converts && (await packageOf(listing, peek))),
    ...(notes.length > 0 && { notes }),
    downloadBytes: planned.downloadBytes,
    isKept: isAtHand(listing) || (planned.kept && !converts),
  };
}

/** Looks at each beginning of a file once, however many ask for it. */
function peekOnce(listing: Listing, store: EngineWorld["store"]): Peek {
  const seen = new Map<string, Promise<string>>();
  return (path, most) => {
    const key = `${most} ${path}`;
    const known = seen.get(key) ?? store.peek(listing, path, most);
    seen.set(key, known);
    return known;
  };
}

/** The repository that an adapter was trained on, of which the same is told as of the adapter's. */
function baseOf(
  listing: Listing,
  { name, commit }: { name: string; commit: string },
  kept: KeptPaths,
): NonNullable<ModelOffer["base"]> {
  const paths = checkpointDownload(listing).filter((path) => path.startsWith(BASE_FOLDER));
  return { name, commit, downloadBytes: costOf(listing, paths, kept).downloadBytes };
}

/** What its owner can spare all who open it. An adapter is small, and its base has an owner of its own. */
async function packageOf(listing: Listing, peek: Peek): Promise<Pick<ModelOffer, "packageBytes">> {
  if (wholeRepo(listing.source) === undefined || listing.base !== undefined) return {};
  // Most visitors never open a checkpoint.
  const { packageBytes } = await import("./package-bytes.ts");
  const bytes = await packageBytes(listing, peek);
  return bytes === undefined ? {} : { packageBytes: bytes };
}

/** Picked files are the visitor's own, unless an adapter among them wants its base from the Hub. */
function isAtHand({ source, base }: Listing): boolean {
  return source.kind === "files" && base === undefined;
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
    const cost = costOf(listing, dtypeDownload(listing, dtype), kept);
    return [{ dtype, bytes: size, ...cost, kept: isAtHand(listing) || cost.kept }];
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
function plannedPaths({ listing, plan }: ResolvedModel): readonly string[] {
  const [first] = plan({}).candidates;
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
