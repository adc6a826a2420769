import { at } from "../../contract/at.ts";
import { refuseFile, refuseOver } from "../../contract/refuse-file.ts";
import type { ByteSource } from "../../contract/bytes.ts";
import { READ_LIMITS } from "./limits.ts";
import { isTensor, type PickledStorage, type PickledTensor, type PickleValue } from "./pickle-values.ts";
import type { StoredTensor } from "./stored-tensor.ts";

/** Bytes of an element, by the names of safetensors. */
const WIDTHS = new Map([
  ["F32", 4],
  ["F16", 2],
  ["BF16", 2],
  ["F64", 8],
  ["U8", 1],
  ["BOOL", 1],
  ["I8", 1],
  ["I16", 2],
  ["I32", 4],
  ["I64", 8],
]);

/** Where a storage's bytes are. */
export interface StorageBytes {
  readonly bytes: ByteSource;
  /** Checks all of them, where the container has a checksum. */
  verify?(bytes: Uint8Array<ArrayBuffer>): void;
}

export function elementBytes(storage: PickledStorage): number {
  return WIDTHS.get(storage.dtype) ?? 1;
}

/** What `torch.save` wrote. */
export interface TorchState {
  readonly tensors: readonly StoredTensor[];
  /** What stands beside the tensors' dictionary, such as the settings of the training. */
  readonly beside: ReadonlyMap<PickleValue, PickleValue>;
}

/** Under these names training scripts save the dictionary of the model's tensors, the likeliest first. */
const STATES = ["model", "state_dict", "model_state_dict", "model_state", "module", "net", "weights"];

/** Dictionaries around the one of the tensors; more would be one in itself. */
const MOST_DEEP = 2;

/**
 * The tensors of an unpickled state dictionary, which may stand beside other things or in a dictionary of them; what else
 * it holds is left out.
 * @param find the bytes of a storage, checked to have its size
 */
export function torchTensors(
  root: PickleValue,
  path: string,
  find: (storage: PickledStorage) => StorageBytes,
  depth = MOST_DEEP,
): TorchState {
  if (!(root instanceof Map)) throw refuseFile(path, "not_tensors", {});
  const inner = depth > 0 ? STATES.map((name) => root.get(name)).find(holdsTensors) : undefined;
  if (inner !== undefined) {
    const { tensors, beside } = torchTensors(inner, path, find, depth - 1);
    return { tensors, beside: new Map([...beside, ...root]) };
  }
  return { tensors: listTensors(root, path, find), beside: root };
}

/** @returns whether it is a dictionary with tensors, or one that has such a one */
function holdsTensors(value: PickleValue | undefined): value is Map<PickleValue, PickleValue> {
  if (!(value instanceof Map)) return false;
  return [...value.values()].some(isTensor) || STATES.some((name) => value.get(name) instanceof Map);
}

function listTensors(
  state: ReadonlyMap<PickleValue, PickleValue>,
  path: string,
  find: (storage: PickledStorage) => StorageBytes,
): StoredTensor[] {
  const tensors: StoredTensor[] = [];
  for (const [name, value] of state) {
    if (typeof name === "object" || !isTensor(value)) continue;
    tensors.push(storedTensor(String(name), value, path, find(value.storage)));
  }
  if (tensors.length > READ_LIMITS.tensors)
    throw refuseOver(path, "tensors", { count: tensors.length, most: READ_LIMITS.tensors });
  if (tensors.length === 0) throw refuseFile(path, "no_tensors", {});
  return tensors;
}

function storedTensor(name: string, tensor: PickledTensor, path: string, storage: StorageBytes): StoredTensor {
  const { dtype, shape, strides, offset } = { ...tensor, dtype: tensor.storage.dtype };
  const width = elementBytes(tensor.storage);
  const empty = shape.includes(0);
  const span = empty ? 0 : shape.reduce((last, size, axis) => last + (size - 1) * at(strides, axis), 1);
  const start = empty ? 0 : offset * width;
  if (start + span * width > storage.bytes.size) throw refuseFile(path, "beyond_storage", { name });
  const whole = span * width === storage.bytes.size;
  return {
    name,
    path,
    dtype,
    shape,
    ...(isRowMajor(shape, strides) ? {} : { strides }),
    bytes: storage.bytes.slice(start, start + span * width),
    ...(whole && storage.verify ? { verify: storage.verify } : {}),
  };
}

function isRowMajor(shape: readonly number[], strides: readonly number[]): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const size = at(shape, axis);
    if (size !== 1 && strides[axis] !== expected) return false;
    expected *= size;
  }
  return true;
}
