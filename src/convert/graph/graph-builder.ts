import { create, toBinary } from "@bufbuild/protobuf";
import { PRODUCER } from "../../gpt2/config-text.ts";
import { ELEMENT_TYPES, type ElementType } from "../../onnx/element-type.ts";
import {
  type GraphProto,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProto_DataLocation,
  TensorProtoSchema,
} from "../../onnx/onnx_pb.ts";
import type { StoredTensor } from "../../onnx/stored-tensor.ts";
import { toHalf } from "../quantize/half.ts";
import { type Attribute, valueInfo, attributeProto } from "./graph-protos.ts";

/** Operators of ONNX Runtime's own domain; all others are standard ones. */
const RUNTIME_OPERATORS = new Set([
  "DynamicQuantizeMatMul",
  "MatMulNBits",
  "MultiHeadAttention",
  "QuickGelu",
  "SkipLayerNormalization",
]);
const RUNTIME_DOMAIN = "com.microsoft";

/** Standard operators as of opset 20: the first with Gelu. IR version 9 belongs to it. */
const OPSET = 20n;
const IR_VERSION = 9n;

/** Puts an ONNX graph together node by node, in the order of computation. Values are known by their names. */
export class GraphBuilder {
  readonly #graph: GraphProto = create(GraphProtoSchema, { name: "gpt2" });
  readonly #constants = new Set<string>();

  /** Declares an input; a dimension is a number or the name of one that is free. */
  input(name: string, type: ElementType, dims: readonly (number | string)[]): string {
    this.#graph.input.push(valueInfo(name, type, dims));
    return name;
  }

  output(name: string, type: ElementType, dims: readonly (number | string)[]): void {
    this.#graph.output.push(valueInfo(name, type, dims));
  }

  /** A node with one output, whose name is returned. An empty input name leaves out an optional input. */
  add(
    operator: string,
    inputs: readonly string[],
    attributes: Record<string, Attribute> = {},
    output?: string,
  ): string {
    const name = output ?? `${operator}_${this.#graph.node.length}`;
    this.addMany(operator, inputs, [name], attributes);
    return name;
  }

  addMany(
    operator: string,
    inputs: readonly string[],
    outputs: readonly string[],
    attributes: Record<string, Attribute> = {},
  ): void {
    this.#graph.node.push(
      create(NodeProtoSchema, {
        name: outputs.join(","),
        opType: operator,
        domain: RUNTIME_OPERATORS.has(operator) ? RUNTIME_DOMAIN : "",
        input: [...inputs],
        output: [...outputs],
        attribute: Object.entries(attributes).map(([name, value]) => attributeProto(name, value)),
      }),
    );
  }

  /** A list of whole numbers, stored inside the graph: shapes, axes, bounds. */
  integers(values: readonly number[]): string {
    const bytes = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    return this.#constant(`ints_${values.join("_")}`, "int64", [values.length], bytes);
  }

  /** A whole number without dimensions. */
  integer(value: number): string {
    return this.#constant(`int_${value}`, "int64", [], new Uint8Array(BigInt64Array.of(BigInt(value)).buffer));
  }

  /** A real number without dimensions. */
  real(value: number, type: "float32" | "float16"): string {
    const data = type === "float32" ? Float32Array.of(value) : Uint16Array.of(toHalf(value));
    return this.#constant(`${type}_${value}`, type, [], new Uint8Array(data.buffer));
  }

  /** Declares a weight that is stored outside the graph file. */
  stored(tensor: StoredTensor): string {
    this.#graph.initializer.push(
      create(TensorProtoSchema, {
        name: tensor.name,
        dataType: ELEMENT_TYPES[tensor.type].code,
        dims: tensor.dims.map(BigInt),
        dataLocation: TensorProto_DataLocation.EXTERNAL,
        externalData: [
          { key: "location", value: tensor.file.slice(tensor.file.lastIndexOf("/") + 1) },
          { key: "offset", value: String(tensor.offset) },
          { key: "length", value: String(tensor.length) },
        ],
      }),
    );
    return tensor.name;
  }

  /** The finished model file; `metadata` can be read back with `readGraph`. */
  toBytes(metadata: Record<string, string>): Uint8Array {
    const model = create(ModelProtoSchema, {
      irVersion: IR_VERSION,
      producerName: PRODUCER,
      opsetImport: [
        { domain: "", version: OPSET },
        { domain: RUNTIME_DOMAIN, version: 1n },
      ],
      metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
      graph: this.#graph,
    });
    return toBinary(ModelProtoSchema, model);
  }

  #constant(name: string, type: ElementType, dims: readonly number[], bytes: Uint8Array): string {
    if (this.#constants.has(name)) return name;
    this.#constants.add(name);
    this.#graph.initializer.push(
      create(TensorProtoSchema, {
        name,
        dataType: ELEMENT_TYPES[type].code,
        dims: dims.map(BigInt),
        rawData: bytes,
      }),
    );
    return name;
  }
}
