import { sha256Of } from "./digest.ts";
import type { ListedFile } from "./listing.ts";

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
