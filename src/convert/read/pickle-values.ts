import { HARMLESS_GLOBALS } from "./harmless-globals.ts";

/** What the unpickler may name, but for classes of settings. Nothing else of Python exists here. */
const PICKLE_GLOBALS = new Map<string, PickleGlobal>([
  ...HARMLESS_GLOBALS.map((name): [string, PickleGlobal] => [name, { kind: "global", does: "nothing" }]),
  ["collections OrderedDict", { kind: "global", does: "dictionary" }],
  ["collections Counter", { kind: "global", does: "dictionary" }],
  ["collections defaultdict", { kind: "global", does: "default_dictionary" }],
  ["torch._utils _rebuild_tensor_v2", { kind: "global", does: "rebuild_tensor" }],
  ["torch._utils _rebuild_tensor", { kind: "global", does: "rebuild_tensor" }],
  ["torch._utils _rebuild_parameter", { kind: "global", does: "rebuild_parameter" }],
  ["torch._utils _rebuild_parameter_with_state", { kind: "global", does: "rebuild_parameter" }],
  ["torch._tensor _rebuild_from_type_v2", { kind: "global", does: "rebuild_from_type" }],
  ...storages(),
]);

/** torch's storage classes and the dtype, as safetensors names it, of their elements. */
function storages(): [string, PickleGlobal][] {
  const dtypes = {
    Float: "F32",
    Half: "F16",
    BFloat16: "BF16",
    Double: "F64",
    Byte: "U8",
    Bool: "BOOL",
    Char: "I8",
    Short: "I16",
    Int: "I32",
    Long: "I64",
  };
  return Object.entries(dtypes).map(([name, dtype]) => [
    `torch ${name}Storage`,
    { kind: "global", does: "storage", dtype },
  ]);
}

/** Classes whose objects hold a model's sizes; whose module depends on where the training script lay. */
const SETTINGS = /^[\w.]+ (?:\w*GPT\w*Config|ModelConfig|ModelArgs|TransformerConfig)$/;

/** What a global means here; `undefined` for all that the unpickler must not meet. */
export function findGlobal(name: string): PickleGlobal | undefined {
  return PICKLE_GLOBALS.get(name) ?? (SETTINGS.test(name) ? { kind: "global", does: "settings" } : undefined);
}

export type PickleGlobal =
  | {
      readonly kind: "global";
      readonly does:
        | "nothing"
        | "dictionary"
        | "default_dictionary"
        | "settings"
        | "rebuild_tensor"
        | "rebuild_parameter"
        | "rebuild_from_type";
    }
  | { readonly kind: "global"; readonly does: "storage"; readonly dtype: string };

/** Bytes beside the pickle that tensors look into. */
export interface PickledStorage {
  readonly kind: "storage";
  readonly dtype: string;
  readonly key: string;
  /** Number of elements. */
  readonly count: number;
}

export interface PickledTensor {
  readonly kind: "tensor";
  readonly storage: PickledStorage;
  /** In elements. */
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

/** A value that no tensor needs, such as a date; nothing of it is kept. */
export interface Unread {
  readonly kind: "unread";
}

/** Lists and tuples are both arrays here. */
export type PickleValue =
  | null
  | boolean
  | number
  | string
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | PickleGlobal
  | Unread
  | PickledStorage
  | PickledTensor;

export function isTensor(value: PickleValue): value is PickledTensor {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "tensor";
}

export function isUnread(value: PickleValue | undefined): value is Unread {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "unread";
}
