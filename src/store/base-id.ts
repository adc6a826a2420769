import { sha256Of } from "./digest.ts";
import type { Listing } from "./listing.ts";

/**
 * What tells a model's weights and its tokenizer from all others: a hash of their digests.
 * @param data files of the weights in one dtype
 */
export function baseIdOf({ files }: Listing, data: readonly string[]): Promise<string> {
  const digests = [...data, "tokenizer.json"].map((path) => [
    path,
    files.find((file) => file.path === path)?.digest?.hex ?? "",
  ]);
  return sha256Of(new Blob([JSON.stringify(digests)]));
}
