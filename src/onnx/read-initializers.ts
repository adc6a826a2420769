import { refuseFile } from "../contract/refuse-file.ts";
import { type ElementType, elementType } from "./element-type.ts";
import { TensorProto_DataLocation } from "./onnx_pb.ts";
import { parseModel } from "./parse-model.ts";

/** A weight that a graph file holds itself, row-major, little-endian. */
export interface Initializer {
  readonly name: string;
  /** Absent for a type that no weights have. */
  readonly type: ElementType | undefined;
  readonly dims: readonly number[];
  /** A view of the file's bytes. */
  readonly bytes: Uint8Array;
}

/**
 * The weights in a graph file: untrusted bytes.
 * @throws Refusal `malformed_file`, also where weights lie in a file beside it
 */
export function readInitializers(bytes: Uint8Array, path: string): readonly Initializer[] {
  const { graph } = parseModel(bytes, path);
  if (!graph) throw refuseFile(path, "no_graph", {});
  return graph.initializer.map(({ name, dataType, dims, rawData, dataLocation }) => {
    if (dataLocation === TensorProto_DataLocation.EXTERNAL) throw refuseFile(path, "weights_beside", { name });
    return { name, type: elementType(dataType), dims: dims.map(Number), bytes: rawData };
  });
}
