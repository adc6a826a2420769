import type { TextCodec } from "../contract/forward-pass.ts";
import { wholeRepo } from "../contract/model-source.ts";
import { baseIdOf } from "../store/base-id.ts";
import type { Listing } from "../store/listing.ts";
import { graphsOf } from "./model-graphs.ts";
import type { BesideBase } from "./read-beside.ts";

/** A model as its adapters are checked against it. @param config text of `config.json` */
export async function besideBaseOf(listing: Listing, codec: TextCodec, config: string): Promise<BesideBase> {
  const { name, source, manifest } = listing;
  const repo = manifest?.source?.repo ?? wholeRepo(source);
  return { name, codec, config, ...(repo !== undefined && { repo }), ids: await idsOf(listing) };
}

/**
 * Only packages of ours say what their files hash to. A conversion in another dtype is the same model by where it came from, where
 * the site or this device says so: anybody may write any origin into a package.
 */
async function idsOf(listing: Listing): Promise<readonly string[]> {
  const { manifest, converted, imported } = listing;
  if (manifest === undefined) return [];
  const ofWeights = Object.values(graphsOf(listing)).map(({ data }) => baseIdOf(listing, data));
  const isOurs = listing.source.kind === "site" || (converted && !imported);
  const source = isOurs ? manifest.source : undefined;
  return [...(await Promise.all(ofWeights)), ...(source === undefined ? [] : [`${source.repo}@${source.commit}`])];
}
