import * as v from "valibot";
import type { ModelFiles } from "../contract/bytes.ts";
import { type Dtype, GRAPH_FILES } from "../contract/manifest.ts";
import { Refusal } from "../contract/outcome.ts";
import { CONFIG_KEY } from "../convert/graph/gpt2-graph.ts";
import { type OnnxGraph, readGraph } from "../convert/onnx/read-graph.ts";
import type { StoredTensor } from "../convert/onnx/stored-tensor.ts";
import { FileCursor } from "./file-cursor.ts";
import { type KernelShape, weightBytes } from "./shape.ts";
import type { WeightTensor } from "./weights.ts";

/** What the kernel takes of a package, not read yet. */
export interface PackageWeights {
  readonly shape: KernelShape;
  /** In the order in which they lie in the files; to be read in this order, each once. */
  readonly tensors: readonly WeightTensor[];
}

/** Up to, and including, `most`. */
const whole = (most: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(most));

/** Far beyond any GPT-2; below, no product of sizes leaves 2^53. */
const kernelShape = v.pipe(
  v.object({
    n_embd: whole(65_536),
    n_head: whole(4096),
    n_layer: whole(1000),
    n_inner: whole(262_144),
    n_positions: whole(1_048_576),
    vocab_size: whole(4_194_304),
    activation_function: v.string(),
    layer_norm_epsilon: v.pipe(v.number(), v.finite(), v.minValue(0)),
    scale_attn_weights: v.boolean(),
    scale_attn_by_inverse_layer_idx: v.boolean(),
    tie_word_embeddings: v.boolean(),
  }),
  v.check((shape) => shape.n_embd % shape.n_head === 0, "n_embd must be a multiple of n_head"),
);

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

function shapeOf(graph: OnnxGraph, path: string): KernelShape {
  const config = graph.metadata.get(CONFIG_KEY);
  if (graph.producer !== "hostless" || config === undefined) {
    throw new Refusal(
      "unsupported_architecture",
      `${path} was not written by Hostless, so the kernel cannot read it.`,
      {
        subject: path,
        hint: "ONNX Runtime runs it; or convert the checkpoint again.",
      },
    );
  }
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), kernelShape), config);
  if (result.success) return result.output;
  const issue = result.issues[0];
  const field = v.getDotPath(issue) ?? "configuration";
  throw new Refusal("malformed_file", `${path}: ${field}: ${issue.message}`, { subject: path });
}

/** No memory is asked for before the files are seen to be long enough for what the graph promises. */
function checkSizes(files: ModelFiles, shape: KernelShape, stored: readonly StoredTensor[]): void {
  for (const { file, name, offset, length } of stored) {
    if (offset + length <= files.size(file)) continue;
    throw new Refusal("size_mismatch", `${file} ends before ${name}.`, { subject: file });
  }
  const bytes = stored.reduce((sum, { length }) => sum + length, 0);
  // 4-bit weights double, small matrices are padded to 16: 16 times as much is more than any real model takes.
  if (weightBytes(shape) <= 16 * bytes) return;
  throw new Refusal("malformed_file", `The files hold ${bytes} bytes of weights, too few for the configuration.`);
}

function weightTensors(files: ModelFiles, stored: readonly StoredTensor[]): WeightTensor[] {
  const cursors = new Map(stored.map(({ file }) => [file, new FileCursor(files, file)]));
  const last = new Map(stored.map((tensor) => [tensor.file, tensor]));
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
