import type { ByteSource, NamedBytes } from "../../../contract/bytes.ts";
import { refuseFile } from "../../../contract/refuse-file.ts";
import type { ForeignCheckpoint } from "../forms.ts";
import { joinBytes } from "../joined-bytes.ts";
import { elementCount, type StoredTensor } from "../stored-tensor.ts";
import { type Folder, readChosen } from "../weight-files.ts";
import { chooseFlax } from "./choose-flax.ts";
import { type Packed, PackedArray, unpackFile } from "./msgpack.ts";

/** The dtypes of weights by their names in numpy; others keep theirs, and are refused where weights are wanted. */
const DTYPES = new Map([
  ["float32", { dtype: "F32", width: 4 }],
  ["float16", { dtype: "F16", width: 2 }],
  ["bfloat16", { dtype: "BF16", width: 2 }],
  ["float64", { dtype: "F64", width: 8 }],
]);
/** What flax puts in the place of an array of more than 1 GiB. */
const CHUNKED = "__msgpack_chunked_array__";
/** Names of parameters in flax and in torch. */
const KINDS = new Map([
  ["embedding", "weight"],
  ["kernel", "weight"],
  ["scale", "weight"],
]);

/**
 * The parameters of `FlaxGPT2LMHeadModel`, linear ones [outputs, inputs].
 * @throws Refusal `malformed_file`, `limit_exceeded`
 */
export async function readFlax(folder: Folder): Promise<ForeignCheckpoint> {
  return { tensors: (await readChosen(folder, chooseFlax, readArrays)).map(asTorch) };
}

/** The arrays of a file, by their paths. */
async function readArrays(file: NamedBytes): Promise<StoredTensor[]> {
  const root = await unpackFile(file);
  if (!(root instanceof Map)) throw refuseFile(file.path, "not_tensors", {});
  const tensors = [...walk(root, "", file)];
  if (tensors.length === 0) throw refuseFile(file.path, "no_tensors", {});
  return tensors;
}

function* walk(map: ReadonlyMap<string, Packed>, path: string, file: NamedBytes): Generator<StoredTensor> {
  for (const [key, value] of map) {
    const name = path + key;
    if (value instanceof PackedArray) yield storedTensor(name, file, value.dtype, value.shape, [value]);
    else if (value instanceof Map && value.get(CHUNKED) === true) yield chunkedTensor(name, file, value);
    else if (value instanceof Map) yield* walk(value, `${name}/`, file);
  }
}

function chunkedTensor(name: string, file: NamedBytes, map: ReadonlyMap<string, Packed>): StoredTensor {
  const shape = inOrder(map.get("shape")).filter((size) => typeof size === "number");
  const chunks = inOrder(map.get("chunks")).filter((chunk) => chunk instanceof PackedArray);
  const dtype = chunks[0]?.dtype;
  if (dtype === undefined || chunks.some((chunk) => chunk.dtype !== dtype))
    throw refuseFile(file.path, "impossible_shape", { name });
  return storedTensor(name, file, dtype, shape, chunks);
}

/** A list, which flax packs as a map from its places. */
function inOrder(value: Packed | undefined): readonly Packed[] {
  if (!(value instanceof Map)) return [];
  return Array.from({ length: value.size }, (_, i) => value.get(String(i)) ?? null);
}

function storedTensor(
  name: string,
  { path, bytes }: NamedBytes,
  numpy: string,
  shape: readonly number[],
  pieces: readonly PackedArray[],
): StoredTensor {
  const data: ByteSource = joinBytes(pieces.map(({ start, end }) => bytes.slice(start, end)));
  const { dtype, width } = DTYPES.get(numpy) ?? { dtype: numpy, width: undefined };
  const count = elementCount(shape, path, name);
  if (width !== undefined && data.size !== count * width)
    throw refuseFile(path, "entry_bytes", { name, bytes: data.size, wanted: count * width });
  return { name, path, dtype, shape, bytes: data };
}

/** A parameter under its name in torch, turned where flax has it the other way round. */
function asTorch(tensor: StoredTensor): StoredTensor {
  const parts = tensor.name.replace(/^(?:(?:params|model|transformer)\/)*/, "").split("/");
  const kind = parts.at(-1) ?? "";
  const name = [...parts.slice(0, -1), KINDS.get(kind) ?? kind].join(".");
  if (kind !== "kernel" || tensor.shape.length !== 2) return { ...tensor, name };
  const [rows = 0, columns = 0] = tensor.shape;
  return { ...tensor, name, shape: [columns, rows], strides: [1, columns] };
}
