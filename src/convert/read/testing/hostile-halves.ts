import { create, toBinary } from "@bufbuild/protobuf";
import type { FailureCode } from "../../../contract/failure-parameters.ts";
import { ModelProtoSchema, TensorProto_DataLocation } from "../../../onnx/onnx_pb.ts";
import { concat, floats, utf8 } from "./binary.ts";
import type { HostileCase, HostileCases } from "./hostile-case.ts";
import { tinyFiles, tinyTensors } from "./tiny-checkpoint.ts";
import type { TinyTensor } from "./write-safetensors.ts";

/** The tiny checkpoint exported in two halves. */
export const halfFiles = (graph: Uint8Array) =>
  tinyFiles({
    "model.safetensors": null,
    "decoder_model.onnx": graph,
    "decoder_with_past_model.onnx": "not looked at",
  });

const OWN = tinyTensors().map((tensor) => ({ ...tensor, name: `transformer.${tensor.name}` }));
const HEAD: TinyTensor = { name: "onnx::MatMul_693", shape: [2, 3], values: [1, 2, 3, 4, 5, 6] };

const asInitializer = ({ name, shape, values }: TinyTensor) => ({
  name,
  dataType: 1,
  dims: shape.map(BigInt),
  rawData: floats(values),
});

/** A graph that has these weights; `change` is made to the one of this name. */
export function writeGraph(
  tensors: readonly TinyTensor[] = [...OWN, HEAD],
  changed = "",
  change: object = {},
): Uint8Array {
  const initializer = tensors.map((tensor) => ({
    ...asInitializer(tensor),
    ...(tensor.name === changed ? change : {}),
  }));
  return toBinary(ModelProtoSchema, create(ModelProtoSchema, { graph: { initializer } }));
}

const half = (name: string, graph: Uint8Array, code: FailureCode = "malformed_file"): HostileCase => ({
  name: `two halves: ${name}`,
  code,
  files: halfFiles(graph),
});

export function* hostileHalves(): HostileCases {
  const good = writeGraph();
  for (const cut of [0, 1, 2, 3, 5, 40, 100, 300, good.length - 1])
    yield half(`cut at byte ${cut}`, good.slice(0, cut));
  for (const start of [utf8("not a graph"), new Uint8Array(100).fill(255), new Uint8Array(2000)])
    yield half(`${start.length} bytes of ${start[0]}`, start);
  yield half("a field that says it is longer than the file", concat([good, [0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f, 1]]));
  yield half("a group without an end", concat([good, [0x0b]]));
  const name = "transformer.h.0.attn.c_attn.weight";
  const wte = "transformer.wte.weight";
  const dims = [
    [],
    [0n, 2n],
    [-1n, 2n],
    [12n],
    [6n, 2n],
    [3n, 4n],
    [2n, 6n, 1n],
    [2n ** 31n, 6n],
    [2n ** 62n, 4n],
    [2n ** 53n],
  ];
  for (const shape of dims)
    yield half(`a matrix of ${shape.join(" × ")}`, writeGraph(undefined, name, { dims: shape }));
  for (const shape of [[3n], [3n, 2n, 1n], [2n ** 40n, 2n], [0n, 2n]])
    yield half(`an embedding of ${shape.join(" × ")}`, writeGraph(undefined, wte, { dims: shape }));
  for (const dataType of [0, 2, 3, 6, 7, 8, 9, 11, 16, 99])
    yield half(`weights of type ${dataType}`, writeGraph(undefined, name, { dataType }));
  for (const length of [0, 1, 11, 13])
    yield half(
      `${length} values for a matrix of twelve`,
      writeGraph(undefined, name, { rawData: floats(Array(length).fill(0)) }),
    );
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
    yield half(`${value} among the weights`, writeGraph(undefined, name, { rawData: floats(Array(12).fill(value)) }));
  yield half(
    "weights in a file beside it",
    writeGraph(undefined, name, { dataLocation: TensorProto_DataLocation.EXTERNAL }),
  );
  yield half(
    "values elsewhere than in bytes",
    writeGraph(undefined, name, { rawData: new Uint8Array(), floatData: [1, 2] }),
  );
  for (const { name: lacking } of OWN.filter((tensor) => /wpe|ln_f|c_proj/.test(tensor.name)))
    yield half(`without ${lacking}`, writeGraph(OWN.filter((tensor) => tensor.name !== lacking)));
  yield half("without an embedding", writeGraph(OWN.filter((tensor) => tensor.name !== wte)));
  yield half("a weight twice", writeGraph([...OWN, ...OWN.slice(0, 1)]));
  yield half(
    "two heads",
    writeGraph([...OWN, HEAD, { ...HEAD, name: "onnx::MatMul_694", values: [6, 5, 4, 3, 2, 1] }]),
  );
  yield half("a head with no number", writeGraph(undefined, HEAD.name, { rawData: floats(Array(6).fill(Number.NaN)) }));
}
