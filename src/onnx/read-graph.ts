import { refuse } from "../contract/outcome.ts";
import { refuseFile } from "../contract/refuse-file.ts";
import { ELEMENT_TYPES, elementType } from "./element-type.ts";
import { type TensorProto, TensorProto_DataLocation } from "./onnx_pb.ts";
import { parseModel } from "./parse-model.ts";
import type { StoredTensor } from "./stored-tensor.ts";

/** What can be known of a graph file without running it. */
export interface OnnxGraph {
  /** `hostless` for graphs written by this project. */
  readonly producer: string;
  readonly metadata: ReadonlyMap<string, string>;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Operators that occur, without their domain. */
  readonly operators: ReadonlySet<string>;
  /** Weights stored in files beside the graph, by name. */
  readonly weights: ReadonlyMap<string, StoredTensor>;
}

/**
 * Reads a graph file: untrusted bytes.
 * @param path of the graph inside its package, e.g. `onnx/model_quantized.onnx`; weights are in the same folder
 * @throws Refusal `malformed_file` that names the file and, where it is one, the tensor
 */
export function readGraph(bytes: Uint8Array, path: string): OnnxGraph {
  const model = parseModel(bytes, path);
  const graph = model.graph;
  if (!graph) throw refuseFile(path, "no_graph", {});
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  const weights = new Map<string, StoredTensor>();
  for (const tensor of graph.initializer) {
    if (tensor.dataLocation !== TensorProto_DataLocation.EXTERNAL) continue;
    weights.set(tensor.name, storedTensor(tensor, folder, path));
  }
  return {
    producer: model.producerName,
    metadata: new Map(model.metadataProps.map(({ key, value }) => [key, value])),
    inputs: graph.input.map(({ name }) => name),
    outputs: graph.output.map(({ name }) => name),
    operators: new Set(graph.node.map(({ opType }) => opType)),
    weights,
  };
}

function storedTensor(tensor: TensorProto, folder: string, path: string): StoredTensor {
  const about = { subject: `${path}: ${tensor.name}` };
  const named = { path, name: tensor.name };
  const entries = new Map(tensor.externalData.map(({ key, value }) => [key, value]));
  const type = elementType(tensor.dataType);
  if (type === undefined)
    throw refuse("malformed_file", "element_type", { ...named, type: `${tensor.dataType}` }, about);
  const location = entries.get("location") ?? "";
  // A plain file name: a hostile graph must not point out of its folder.
  if (!/^\w[\w.-]*$/.test(location)) throw refuse("malformed_file", "data_place", named, about);
  const offset = wholeNumber(entries.get("offset") ?? "0");
  const length = wholeNumber(entries.get("length") ?? "");
  const dims = tensor.dims.map(Number);
  const size = tensor.dims.reduce((product, dim) => product * dim, 1n) * BigInt(ELEMENT_TYPES[type].bytes);
  if (offset === undefined || length === undefined || dims.some((dim) => dim < 0) || size !== BigInt(length)) {
    throw refuse("malformed_file", "data_fit", named, about);
  }
  return { name: tensor.name, type, dims, file: folder + location, offset, length };
}

/** Decimal digits that make a safe integer. */
function wholeNumber(text: string): number | undefined {
  const value = Number(text);
  return /^\d+$/.test(text) && Number.isSafeInteger(value) ? value : undefined;
}
