import { isAdapterTensor } from "../adapter.ts";
import { canonicalName } from "../gpt2-tensors.ts";
import type { StoredTensor } from "../stored-tensor.ts";

/** What a tensor that PEFT saved is, for the module that it belongs to. */
export type PartKind =
  | "lora_A"
  | "lora_B"
  | "lora_B.bias"
  | "lora_embedding_A"
  | "lora_embedding_B"
  | "lora_magnitude_vector"
  /** New rows of an embedding, for some tokens. */
  | "trainable_tokens_delta"
  /** Trained instead of the base's. */
  | "modules_to_save"
  /** The base's own, under the name that PEFT gives it. */
  | "base"
  /** Under the base's name. */
  | "plain";

export interface AdapterPart {
  /** Canonical, as in `h.0.attn.c_attn`. */
  readonly module: string;
  readonly kind: PartKind;
  /** Of a module's own: `weight` or `bias`. */
  readonly of: string;
  /** The adapter's, where the name has it: files that hold one adapter leave it out. */
  readonly adapter?: string;
  readonly tensor: StoredTensor;
}

const NAME = String.raw`(?:\.(?<adapter>(?!weight$|bias$)[^.]+))?`;
const OF = String.raw`\.(?<of>weight|bias)$`;
/** How PEFT names them, behind the module's name. */
const FORMS: readonly (readonly [PartKind, RegExp])[] = [
  ["lora_A", new RegExp(String.raw`\.lora_A${NAME}\.weight$`)],
  ["lora_B", new RegExp(String.raw`\.lora_B${NAME}\.weight$`)],
  ["lora_B.bias", new RegExp(String.raw`\.lora_B${NAME}\.bias$`)],
  ["lora_embedding_A", new RegExp(String.raw`\.lora_embedding_A${NAME}$`)],
  ["lora_embedding_B", new RegExp(String.raw`\.lora_embedding_B${NAME}$`)],
  ["lora_magnitude_vector", new RegExp(String.raw`\.lora_magnitude_vector${NAME}(?:\.weight)?$`)],
  ["trainable_tokens_delta", new RegExp(String.raw`\.token_adapter\.trainable_tokens_delta${NAME}$`)],
  ["modules_to_save", new RegExp(String.raw`\.modules_to_save${NAME}${OF}`)],
  ["base", new RegExp(String.raw`\.(?:token_adapter\.)?(?:base_layer|original_module)${OF}`)],
];
const PLAIN = new RegExp(OF);
/** What a state dictionary holds only to undo a merge. */
const UNDO = /\.trainable_tokens_original(?:\.|$)/;

/** Which part of an adapter a tensor is; undefined where its name is not PEFT's, or not read. */
export function partOf(tensor: StoredTensor): AdapterPart | undefined {
  const name = canonicalName(tensor.name);
  for (const [kind, form] of FORMS) {
    const found = form.exec(name);
    if (found === null) continue;
    const { adapter, of = "weight" } = found.groups ?? {};
    return { module: name.slice(0, found.index), kind, of, tensor, ...(adapter !== undefined && { adapter }) };
  }
  const plain = isAdapterTensor(tensor) ? null : PLAIN.exec(name);
  return plain === null
    ? undefined
    : { module: name.slice(0, plain.index), kind: "plain", of: plain.groups?.["of"] ?? "", tensor };
}

/** Whether nothing of it changes the result. */
export function isUndo({ name }: StoredTensor): boolean {
  return UNDO.test(name);
}
