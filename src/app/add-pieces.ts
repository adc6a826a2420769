import type { FailureCode } from "../contract/failure-parameters.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { ADAPTER_CONFIG, BASE_FOLDER } from "../contract/model-folder.ts";
import { isWeights } from "../contract/without-config.ts";
import type { LoadState } from "./state/models-state.ts";

export type FilesSource = ModelSource & { readonly kind: "files" };

/** What is said of files that are not a whole model. */
const LACKING: ReadonlySet<FailureCode> = new Set(["no_usable_files", "tokenizer_mismatch"]);
/** A file that only lacks another with a number. */
const HEADS = "heads_unknown";

/**
 * Files that were chosen for what an earlier choice lacked: both together, the later ones first. What holds a model itself
 * stands alone, unless it is asked for as an adapter's base.
 * @param load what became of the earlier choice
 */
export function addPieces(earlier: ModelSource | undefined, later: FilesSource, load: LoadState): FilesSource {
  if (earlier?.kind !== "files" || load.kind !== "failed") return later;
  if (!LACKING.has(load.failure.code) && load.failure.detail !== HEADS) return later;
  const names = later.files.map(({ path }) => path);
  const adapter = adapterFolder(earlier, load);
  const isWhole = names.some((path) => /(?:^|\/)config\.json$/.test(path)) && names.some(isWeights);
  if (isWhole && adapter !== undefined) {
    const base = later.files.map(({ path, bytes }) => ({ path: adapter + BASE_FOLDER + path, bytes }));
    return { ...earlier, files: [...earlier.files, ...base] };
  }
  if (isWhole) return later;
  const others = earlier.files.filter(({ path }) => !names.includes(path));
  return { ...later, name: earlier.name, files: [...others, ...later.files] };
}

/** Where an adapter lies that lacks its base. */
function adapterFolder({ files }: FilesSource, load: LoadState): string | undefined {
  if (load.kind !== "failed" || load.failure.detail !== "adapter_alone") return undefined;
  const config = files.find(({ path }) => path === ADAPTER_CONFIG || path.endsWith(`/${ADAPTER_CONFIG}`));
  return config?.path.slice(0, -ADAPTER_CONFIG.length);
}
