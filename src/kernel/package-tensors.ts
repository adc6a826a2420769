import { refuse } from "../contract/outcome.ts";
import { refuseAbout } from "../contract/refuse-file.ts";
import type { ModelFiles } from "../contract/bytes.ts";
import { type Dtype, GRAPH_FILES } from "../contract/dtypes.ts";
import type { Gpt2Config } from "../gpt2/config.ts";
import { CONFIG_KEY, PRODUCER, readGraphConfig } from "../gpt2/config-text.ts";
import { type OnnxGraph, readGraph } from "../onnx/read-graph.ts";
import type { StoredTensor } from "../onnx/stored-tensor.ts";
import { FileCursor } from "./file-cursor.ts";
import { weightBytes } from "./fitting-bits.ts";
import type { WeightTensor } from "./weights.ts";

/** What the kernel takes of a package, not read yet. */
export interface PackageWeights {
  readonly shape: Gpt2Config;
  /** In the order in which the files hold them; to be read in this order, each once. */
  readonly tensors: readonly WeightTensor[];
}

/**
 * Reads a dtype's graph of a package and plans how its weights are read.
 * @throws Refusal `unsupported_architecture` for a graph that this project did not write: ONNX Runtime's work;
 * `malformed_file`, `size_mismatch`, `no_usable_files`
 */
export async function openPackage(files: ModelFiles, dtype: Dtype): Promise<PackageWeights> {
  const path = GRAPH_FILES[dtype];
  const graph = readGraph(await files.bytes(path), path);
  const shape = shapeOf(graph, path);
  const stored = [...graph.weights.values()].sort((a, b) => compare(a.file, b.file) || a.offset - b.offset);
  checkSizes(files, shape, stored);
  return { shape, tensors: weightTensors(files, stored) };
}

function shapeOf(graph: OnnxGraph, path: string): Gpt2Config {
  const config = graph.metadata.get(CONFIG_KEY);
  if (graph.producer !== PRODUCER || config === undefined) {
    throw refuseAbout("unsupported_architecture", path, "foreign_graph", {});
  }
  return readGraphConfig(config, path);
}

/** No memory is asked for before the files are seen to be long enough for what the graph promises. */
function checkSizes(files: ModelFiles, shape: Gpt2Config, stored: readonly StoredTensor[]): void {
  for (const { file, name, offset, length } of stored) {
    if (offset + length <= files.size(file)) continue;
    throw refuseAbout("size_mismatch", file, "ends_before_tensor", { name });
  }
  const bytes = stored.reduce((sum, { length }) => sum + length, 0);
  // 4-bit weights double, small matrices are padded to 16: 16 times as much is more than any real model takes.
  if (weightBytes(shape) <= 16 * bytes) return;
  throw refuse("malformed_file", "too_few_weights", { bytes });
}

function weightTensors(files: ModelFiles, stored: readonly StoredTensor[]): WeightTensor[] {
  const cursors = new Map(stored.map(({ file }) => [file, new FileCursor(files, file)]));
  const isWeight = ({ type }: StoredTensor) => type !== "int64" && type !== "bool";
  // A file's bytes are known to be the right ones at its end: its last weights read it that far.
  const last = new Map(stored.filter(isWeight).map((tensor) => [tensor.file, tensor]));
  return stored.flatMap((tensor) => {
    const { name, type, dims, file, offset, length } = tensor;
    const cursor = cursors.get(file);
    if (cursor === undefined || type === "int64" || type === "bool") return [];
    return { name, type, dims, read: () => cursor.read(offset, length, last.get(file) === tensor) };
  });
}

/** `data_10` behind `data_9`. */
function compare(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
