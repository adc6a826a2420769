import { refuse } from "../../../contract/outcome.ts";
import { refuseFile } from "../../../contract/refuse-file.ts";
import { ADAPTER_CONFIG } from "../../../contract/model-folder.ts";
import { ADAPTER_FILES, isAdapterTensor } from "../adapter.ts";
import { readJson } from "../json-file.ts";
import { readSafetensors } from "../safetensors.ts";
import type { StoredTensor } from "../stored-tensor.ts";
import { readTorch } from "../torch.ts";
import type { Folder } from "../weight-files.ts";
import { type AdapterConfig, parseAdapterConfig } from "./adapter-config.ts";
import { type AdapterPart, isUndo, partOf } from "./adapter-part.ts";

/** `adapter_config.json` of a folder. @throws Refusal `unsupported_architecture`, `malformed_file` */
export async function readAdapterConfig(folder: Folder): Promise<AdapterConfig | undefined> {
  const file = folder.get(ADAPTER_CONFIG);
  return file && parseAdapterConfig(await readJson(file), file.path);
}

/** The tensors of an adapter's own file; undefined where there is none. */
export async function readAdapterParts(folder: Folder): Promise<readonly AdapterPart[] | undefined> {
  const [safe, torch] = ADAPTER_FILES.map((name) => folder.get(name));
  if (safe) return partsOf(await readSafetensors(safe));
  return torch && partsOf(await readTorch(torch));
}

/** Weights in which an adapter was not merged, taken apart. */
interface Unmerged {
  /** Under the names that the base has them by. */
  readonly base: readonly StoredTensor[];
  readonly parts: readonly AdapterPart[];
}

/** @returns undefined where the weights hold nothing of an adapter */
export function takeApart(stored: readonly StoredTensor[]): Unmerged | undefined {
  if (!stored.some(isAdapterTensor)) return undefined;
  const parts = partsOf(stored, true);
  const isOwn = ({ kind }: AdapterPart) => kind === "base" || kind === "plain";
  const base = parts.filter(isOwn).map(({ module, of, tensor }) => ({ ...tensor, name: `${module}.${of}` }));
  // What PEFT does not name is left to whoever reads the base.
  const others = stored.filter((tensor) => !isAdapterTensor(tensor) && !isUndo(tensor) && partOf(tensor) === undefined);
  return { base: [...base, ...others], parts: parts.filter((part) => !isOwn(part)) };
}

/**
 * What scales an adapter whose configuration is not there: the alpha that its owner gives, over the rank that its tensors have.
 * @throws Refusal `no_usable_files` without one: nothing else says it
 */
export function configOfAlpha(parts: readonly AdapterPart[], loraAlpha: number | undefined): AdapterConfig {
  const [first] = parts;
  const { path = "", name = "" } = first?.tensor ?? {};
  if (loraAlpha === undefined) throw refuse("no_usable_files", "adapter_unmerged", { path, name }, { subject: path });
  const ranks = Object.fromEntries(
    parts.flatMap(({ kind, module, tensor }) =>
      kind === "lora_A" || kind === "lora_embedding_A" ? [[module.replaceAll(".", "\\."), tensor.shape[0] ?? 1]] : [],
    ),
  );
  const isDora = parts.some(({ kind }) => kind === "lora_magnitude_vector");
  if (parts.some(({ kind }) => kind === "trainable_tokens_delta"))
    throw refuse("no_usable_files", "adapter_unmerged", { path, name }, { subject: path });
  return parseAdapterConfig({ lora_alpha: loraAlpha, use_dora: isDora, rank_pattern: ranks }, path);
}

/** @throws Refusal `malformed_file` for a name that PEFT does not give to LoRA */
function partsOf(stored: readonly StoredTensor[], isWhole = false): readonly AdapterPart[] {
  return stored.flatMap((tensor) => {
    const part = isUndo(tensor) ? undefined : partOf(tensor);
    if (part !== undefined || isUndo(tensor)) return part ?? [];
    if (!isWhole || isAdapterTensor(tensor)) throw refuseFile(tensor.path, "adapter_tensor", { name: tensor.name });
    return [];
  });
}
