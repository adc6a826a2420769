import type { TextCodec } from "../contract/forward-pass.ts";
import { pinnedTo, withoutFiles, wholeRepo } from "../contract/model-source.ts";
import { baseIdsOf } from "../store/base-id.ts";
import type { Listing } from "../store/listing.ts";
import { graphsOf } from "./model-graphs.ts";
import type { BesideBase } from "./read-beside.ts";

/** A model as its adapters are checked against it. @param config text of `config.json` */
export async function besideBaseOf(listing: Listing, codec: TextCodec, config: string): Promise<BesideBase> {
  const { name, source, commit, manifest } = listing;
  const repo = manifest?.source?.repo ?? wholeRepo(source);
  const ids = await baseIdsOf(
    listing,
    Object.values(graphsOf(listing)).map(({ data }) => data),
  );
  return {
    name,
    source: withoutFiles(pinnedTo(source, commit)),
    codec,
    config,
    ...(repo !== undefined && { repo }),
    ids,
  };
}
