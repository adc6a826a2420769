import { sha256Of } from "./digest.ts";
import type { ListedFile, Listing } from "./listing.ts";

/** Files with what their bytes hash to. */
interface Listed {
  readonly files: readonly Pick<ListedFile, "path" | "digest">[];
}

/**
 * What tells a model's weights and its tokenizer from all others: a hash of their digests.
 * @param data files of the weights in one dtype
 */
export function baseIdOf({ files }: Listed, data: readonly string[]): Promise<string> {
  const digests = [...data, "tokenizer.json"].map((path) => [
    path,
    files.find((file) => file.path === path)?.digest?.hex ?? "",
  ]);
  return sha256Of(new Blob([JSON.stringify(digests)]));
}

/**
 * All that tells a package from others: one for each of its dtypes. Only packages of ours say what their files hash to. A conversion in
 * another dtype is the same model by where it came from, where the site or this device says so: anybody may write any origin into a package.
 * @param weights files of each dtype
 */
export async function baseIdsOf(listing: Listing, weights: readonly (readonly string[])[]): Promise<readonly string[]> {
  const { manifest, converted, imported } = listing;
  if (manifest === undefined) return [];
  const isOurs = listing.source.kind === "site" || (converted && !imported);
  const source = isOurs ? manifest.source : undefined;
  const ids = await Promise.all(weights.map((data) => baseIdOf(listing, data)));
  return [...ids, ...(source === undefined ? [] : [`${source.repo}@${source.commit}`])];
}
