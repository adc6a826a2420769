import type { FailureCode } from "../contract/failure-parameters.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { isWeights } from "../contract/without-config.ts";
import type { LoadState } from "./state/models-state.ts";

export type FilesSource = ModelSource & { readonly kind: "files" };

/** What is said of files that are not a whole model. */
const LACKING: ReadonlySet<FailureCode> = new Set(["no_usable_files", "tokenizer_mismatch"]);

/**
 * Files that were chosen for what an earlier choice lacked: both together, the later ones first. What holds a model itself
 * stands alone.
 * @param load what became of the earlier choice
 */
export function addPieces(earlier: ModelSource | undefined, later: FilesSource, load: LoadState): FilesSource {
  const isLacking = load.kind === "failed" && LACKING.has(load.failure.code);
  const names = later.files.map(({ path }) => path);
  const isWhole = names.some((path) => /(?:^|\/)config\.json$/.test(path)) && names.some(isWeights);
  if (earlier?.kind !== "files" || !isLacking || isWhole) return later;
  const others = earlier.files.filter(({ path }) => !names.includes(path));
  return { ...later, name: earlier.name, files: [...others, ...later.files] };
}
