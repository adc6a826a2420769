import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import {
  AttributeProtoSchema,
  type GraphProto,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  StringStringEntryProtoSchema,
  TensorProtoSchema,
  ValueInfoProtoSchema,
} from "../../src/onnx/onnx_pb.ts";

/** Element types by the numbers of `onnx.proto`. */
const [FLOAT, INT64, BOOL] = [1, 7, 9] as const;

/** A sound graph with one thing changed. */
export function withGraph(bytes: Uint8Array, change: (graph: GraphProto) => void): Uint8Array {
  const model = fromBinary(ModelProtoSchema, bytes);
  if (model.graph === undefined) throw new Error("The file has no graph.");
  change(model.graph);
  return toBinary(ModelProtoSchema, model);
}

/** Says of every tensor beside the graph that it lies somewhere else. */
export function placeData(graph: GraphProto, place: Readonly<Record<string, string>>): void {
  for (const tensor of graph.initializer) {
    if (tensor.externalData.length === 0) continue;
    const others = tensor.externalData.filter(({ key }) => !Object.hasOwn(place, key));
    const changed = Object.entries(place).map(([key, value]) => create(StringStringEntryProtoSchema, { key, value }));
    tensor.externalData = [...others, ...changed];
  }
}

/** Every standard operator becomes one of a stranger's own. */
export function renameOperators(graph: GraphProto, opType: string, domain = ""): void {
  for (const node of graph.node) Object.assign(node, { opType, domain });
}

/** The logits wait for a tensor of so many values. */
export function computeTensor(graph: GraphProto, values: bigint): void {
  constant(graph, "evil_shape", INT64, [1n], new BigInt64Array([values]));
  addToLogits(graph, [
    create(NodeProtoSchema, { opType: "ConstantOfShape", input: ["evil_shape"], output: ["evil_values"] }),
    create(NodeProtoSchema, { opType: "ReduceMax", input: ["evil_values"], output: ["evil"] }),
  ]);
}

/** The logits wait for a loop that never ends. */
export function computeLoop(graph: GraphProto): void {
  constant(graph, "evil_trips", INT64, [], new BigInt64Array([2n ** 62n]));
  constant(graph, "evil_goes_on", BOOL, [], new Uint8Array([1]));
  constant(graph, "evil_start", FLOAT, [], new Float32Array([0]));
  const value = (name: string, elemType: number) =>
    create(ValueInfoProtoSchema, { name, type: { value: { case: "tensorType", value: { elemType, shape: {} } } } });
  const body = create(GraphProtoSchema, {
    name: "evil_body",
    input: [value("i", INT64), value("on", BOOL), value("x", FLOAT)],
    output: [value("still_on", BOOL), value("y", FLOAT)],
    node: [
      create(NodeProtoSchema, { opType: "Identity", input: ["on"], output: ["still_on"] }),
      create(NodeProtoSchema, { opType: "Identity", input: ["x"], output: ["y"] }),
    ],
  });
  const attribute = [create(AttributeProtoSchema, { name: "body" })];
  // Graphs of ours hold no graphs, so their schema leaves the field `g` and its type out.
  for (const one of attribute) {
    one.$unknown = [
      {
        no: 6,
        wireType: WireType.LengthDelimited,
        data: new BinaryWriter().bytes(toBinary(GraphProtoSchema, body)).finish(),
      },
      { no: 20, wireType: WireType.Varint, data: new BinaryWriter().int32(5).finish() },
    ];
  }
  const input = ["evil_trips", "evil_goes_on", "evil_start"];
  addToLogits(graph, [create(NodeProtoSchema, { opType: "Loop", input, output: ["evil"], attribute })]);
}

function constant(graph: GraphProto, name: string, dataType: number, dims: bigint[], values: ArrayBufferView): void {
  const rawData = new Uint8Array(values.buffer.slice(0)) as Uint8Array<ArrayBuffer>;
  graph.initializer.push(create(TensorProtoSchema, { name, dataType, dims, rawData }));
}

/** @param nodes the last of them gives `evil` */
function addToLogits(graph: GraphProto, nodes: GraphProto["node"]): void {
  for (const node of graph.node) node.output = node.output.map((name) => (name === "logits" ? "logits_before" : name));
  const add = create(NodeProtoSchema, { opType: "Add", input: ["logits_before", "evil"], output: ["logits"] });
  graph.node.push(...nodes, add);
}
