import { at } from "../../../contract/at.ts";
import { refuseFile, refuseOver } from "../../../contract/refuse-file.ts";
import { type Initializer, readInitializers } from "../../../onnx/read-initializers.ts";
import type { ForeignCheckpoint } from "../forms.ts";
import { READ_LIMITS } from "../limits.ts";
import { loadTensor } from "../load-tensor.ts";
import { memoryBytes } from "../memory-bytes.ts";
import { readWhole } from "../read-range.ts";
import { elementCount, type StoredTensor } from "../stored-tensor.ts";
import type { Folder } from "../weight-files.ts";
import { chooseHalves } from "./choose-halves.ts";

/** How graphs store weights that were not quantized, by the names of safetensors, with the bytes of an element. */
const DTYPES = { float32: ["F32", 4], float16: ["F16", 2] } as const;
const MATRIX = /^onnx::MatMul_\d+$/;

/**
 * The weights of a graph that PyTorch exported in two halves, one without and one with a cache, which nothing here runs. They
 * have the names of the checkpoint, but for the head: a matrix [width, vocabulary] without one.
 */
export async function readOnnx(folder: Folder): Promise<ForeignCheckpoint> {
  const file = folder.get(chooseHalves([...folder.keys()])[0] ?? "");
  if (file === undefined) return { tensors: [] };
  const { path, bytes } = file;
  if (bytes.size > READ_LIMITS.onnxBytes)
    throw refuseOver(path, "file_bytes", { bytes: bytes.size, most: READ_LIMITS.onnxBytes });
  const weights = readInitializers(await readWhole(path, bytes), path).flatMap((one) => storedOf(one, path));
  const embedding = weights.find(({ name }) => name.endsWith("wte.weight"));
  if (embedding === undefined) throw refuseFile(path, "onnx_names", {});
  const [rows, width] = [embedding.shape[0] ?? 0, embedding.shape[1] ?? 0];
  const named = weights.filter(({ name }) => !MATRIX.test(name));
  const [head, ...others] = weights.filter(
    ({ name, shape }) => MATRIX.test(name) && shape.join() === `${width},${rows}`,
  );
  if (others.length > 0) throw refuseFile(path, "onnx_names", {});
  if (head === undefined || (await isTransposed(head, embedding))) return { tensors: named };
  return { tensors: [...named, headOf(head)] };
}

function storedOf({ name, type, dims, bytes }: Initializer, path: string): StoredTensor[] {
  const stored = type === "float32" || type === "float16" ? DTYPES[type] : undefined;
  // Constants of the computation are scalars and integers.
  if (stored === undefined || dims.length === 0) return [];
  const [dtype, size] = stored;
  if (elementCount(dims, path, name) * size !== bytes.length) throw refuseFile(path, "onnx_bytes", { name });
  return [{ name, path, dtype, shape: dims, bytes: memoryBytes(bytes) }];
}

/** Whether the head is the embedding, as it is where they are tied. */
async function isTransposed(head: StoredTensor, embedding: StoredTensor): Promise<boolean> {
  if (head.dtype !== embedding.dtype) return false;
  const [matrix, table] = [await loadTensor(head), await loadTensor(embedding)];
  const [width, rows] = [at(head.shape, 0), at(head.shape, 1)];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < width; column++) {
      if (matrix[column * rows + row] !== table[row * width + column]) return false;
    }
  }
  return true;
}

function headOf(tensor: StoredTensor): StoredTensor {
  const [width, rows] = [at(tensor.shape, 0), at(tensor.shape, 1)];
  return { ...tensor, name: "lm_head.weight", shape: [rows, width], strides: [1, rows] };
}
