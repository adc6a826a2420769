import { refuse } from "../../../contract/outcome.ts";
import type { StoredTensor } from "../stored-tensor.ts";
import type { Folder } from "../weight-files.ts";
import { applyAdapter } from "./apply-adapter.ts";
import { configOfAlpha, readAdapterConfig, readAdapterParts, takeApart } from "./read-adapter.ts";

/** Weights with an adapter, the base's still to be named canonically. */
interface Adapted {
  readonly base: readonly StoredTensor[];
  /** Merges into the base's tensors under canonical names. @throws Refusal of {@link applyAdapter} */
  merge(base: ReadonlyMap<string, StoredTensor>): Map<string, StoredTensor>;
}

/**
 * Finds an adapter: in a file of its own, or in the base's weights, where it was not merged.
 * @param folder with the adapter's files
 * @throws Refusal `no_usable_files`, `unsupported_architecture`, `malformed_file`
 */
export async function readAdapted(
  stored: readonly StoredTensor[],
  folder: Folder,
  loraAlpha: number | undefined,
): Promise<Adapted> {
  const given = await readAdapterConfig(folder);
  const apart = takeApart(stored);
  const parts = (given && (await readAdapterParts(folder))) ?? apart?.parts;
  if (parts === undefined)
    throw refuse(
      "no_usable_files",
      "adapter_without_file",
      { path: given?.path ?? "" },
      { subject: given?.path ?? "" },
    );
  const config = given ?? configOfAlpha(parts, loraAlpha);
  return { base: apart?.base ?? stored, merge: (base) => applyAdapter(base, parts, config) };
}
