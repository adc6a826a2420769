import { concat, int, utf8 } from "./binary.ts";
import type { TinyTensor } from "./write-safetensors.ts";

/** Opcodes as bytes, named as in Python's `pickletools`. */
export const op = {
  proto: (version = 2) => [0x80, version],
  stop: [0x2e],
  mark: [0x28],
  none: [0x4e],
  emptyTuple: [0x29],
  tuple: [0x74],
  emptyDict: [0x7d],
  emptyList: [0x5d],
  setItem: [0x73],
  setItems: [0x75],
  reduce: [0x52],
  build: [0x62],
  newObject: [0x81],
  persid: [0x51],
  newFalse: [0x89],
  global: (module: string, name: string) => [0x63, ...utf8(`${module}\n${name}\n`)],
  stackGlobal: (module: string, name: string) => [...op.text(module), ...op.text(name), 0x93],
  text: (text: string) => [0x58, ...int(utf8(text).length, 4), ...utf8(text)],
  int: (value: number) => [0x4a, ...int(value, 4)],
  put: (index: number) => [0x72, ...int(index, 4)],
  get: (index: number) => [0x6a, ...int(index, 4)],
} as const;

type Bytes = readonly number[];

/** How one tensor is written; every part can be changed. */
export interface PickledTensorParts {
  readonly storageType: string;
  readonly key: string;
  readonly count: number;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  /** Written in place of the storage. */
  readonly storage: Bytes;
  readonly rebuild: string;
}

export function pickledTensor(
  { shape, values }: TinyTensor,
  key: string,
  change: Partial<PickledTensorParts> = {},
): Bytes {
  const parts = {
    storageType: "FloatStorage",
    key,
    count: values.length,
    offset: 0,
    shape,
    rebuild: "_rebuild_tensor_v2",
    ...change,
  };
  const sizes = (numbers: readonly number[]) => [...op.mark, ...numbers.flatMap(op.int), ...op.tuple];
  return [
    ...op.global("torch._utils", parts.rebuild),
    ...op.mark,
    ...(parts.storage ?? pickledStorage(parts.storageType, parts.key, parts.count)),
    ...op.int(parts.offset),
    ...sizes(parts.shape),
    ...sizes(parts.strides ?? rowMajor(parts.shape)),
    ...op.newFalse,
    ...op.global("collections", "OrderedDict"),
    ...op.emptyTuple,
    ...op.reduce,
    ...op.tuple,
    ...op.reduce,
  ];
}

export function pickledStorage(type: string, key: string, count: number): Bytes {
  const id = [...op.text("storage"), ...op.global("torch", type), ...op.text(key), ...op.text("cpu"), ...op.int(count)];
  return [...op.mark, ...id, ...op.tuple, ...op.persid];
}

function rowMajor(shape: readonly number[]): number[] {
  return shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
}

/** A dictionary of the given keys and values (as opcodes). */
export function pickledDict(items: readonly (readonly [string, Bytes])[]): Bytes {
  return [...op.emptyDict, ...op.mark, ...items.flatMap(([key, value]) => [...op.text(key), ...value]), ...op.setItems];
}

/** The state dictionary of float32 tensors, storages numbered from 0. */
export function stateDict(tensors: readonly TinyTensor[], change: Partial<PickledTensorParts> = {}): Bytes {
  return pickledDict(
    tensors.map((tensor, i) => [tensor.name, pickledTensor(tensor, String(i), i === 0 ? change : {})]),
  );
}

export const wholePickle = (body: Bytes): Uint8Array<ArrayBuffer> => concat([op.proto(), body, op.stop]);
