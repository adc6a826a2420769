import { at } from "../../contract/at.ts";
import { refuseFile } from "../../contract/refuse-file.ts";
import { READ_LIMITS } from "./limits.ts";
import type { PickledStorage, PickledTensor, PickleValue } from "./pickle-values.ts";
import { elementCount } from "./stored-tensor.ts";

const isSize = (value: PickleValue | undefined): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isSizes = (value: PickleValue | undefined): value is number[] => Array.isArray(value) && value.every(isSize);

function isStorage(value: PickleValue | undefined): value is PickledStorage {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "storage";
}

/**
 * `_rebuild_tensor_v2(storage, storage_offset, size, stride, …)`: checks that all elements are inside the storage. No
 * element may be used twice (stride 0): such a tensor would be larger than the file.
 */
export function rebuildTensor(args: readonly PickleValue[], path: string): PickledTensor {
  const [storage, offset, shape, strides] = args;
  if (!isStorage(storage) || !isSize(offset) || !isSizes(shape) || !isSizes(strides)) {
    throw refuseFile(path, "rebuild_arguments", {});
  }
  if (shape.length !== strides.length || shape.length > READ_LIMITS.rank) {
    throw refuseFile(path, "rebuild_strides", {});
  }
  const count = elementCount(shape, path, storage.key);
  const span = shape.reduce((last, size, axis) => last + (size - 1) * at(strides, axis), 1);
  if (count > storage.count || (count > 0 && !(offset + span <= storage.count))) {
    throw refuseFile(path, "rebuild_beyond", { count: storage.count });
  }
  return { kind: "tensor", storage, offset, shape: [...shape], strides: [...strides] };
}

/** A persistent id: `("storage", storage class, key, location, element count)`, before torch 1.6 with a view behind. */
export function rebuildStorage(id: PickleValue | undefined, path: string): PickledStorage {
  const [tag, type, key, location, count, view = null] = Array.isArray(id) ? id : [];
  const typed = typeof type === "object" && type !== null && "does" in type && type.does === "storage";
  if (tag !== "storage" || !typed || typeof key !== "string" || typeof location !== "string" || !isSize(count)) {
    throw refuseFile(path, "persistent_id", {});
  }
  if (view !== null) throw refuseFile(path, "storage_view", {});
  return { kind: "storage", dtype: type.dtype, key, count };
}
