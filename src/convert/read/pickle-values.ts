/** What the unpickler may name: the whole list. Nothing else of Python exists here. */
export const PICKLE_GLOBALS = new Map<string, PickleGlobal>([
  ["collections OrderedDict", { kind: "global", does: "ordered_dict" }],
  ["torch._utils _rebuild_tensor_v2", { kind: "global", does: "rebuild_tensor" }],
  ["torch._utils _rebuild_tensor", { kind: "global", does: "rebuild_tensor" }],
  ["torch._utils _rebuild_parameter", { kind: "global", does: "rebuild_parameter" }],
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

export type PickleGlobal =
  | { readonly kind: "global"; readonly does: "ordered_dict" | "rebuild_tensor" | "rebuild_parameter" }
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

/** Lists and tuples are both arrays here. */
export type PickleValue =
  | null
  | boolean
  | number
  | string
  | PickleValue[]
  | Map<PickleValue, PickleValue>
  | PickleGlobal
  | PickledStorage
  | PickledTensor;

export function isTensor(value: PickleValue): value is PickledTensor {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "tensor";
}
