import { create, toBinary } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { saying } from "../../../contract/testing/refused.ts";
import { ModelProtoSchema, TensorProto_DataLocation } from "../../../onnx/onnx_pb.ts";
import { readCheckpoint } from "../read-checkpoint.ts";
import { file, floats } from "../testing/binary.ts";
import { TINY_CONFIG, TINY_TOKENIZER, tinyTensors } from "../testing/tiny-checkpoint.ts";
import type { TinyTensor } from "../testing/write-safetensors.ts";

const embedding = tinyTensors()[0]?.values ?? [];
const transposed = [0, 2, 4, 1, 3, 5].map((i) => embedding[i] ?? 0);
const head = (values: readonly number[]): TinyTensor => ({ name: "onnx::MatMul_693", shape: [2, 3], values });
const own = tinyTensors().map((tensor) => ({ ...tensor, name: `transformer.${tensor.name}` }));

function graph(tensors: readonly TinyTensor[], change: object = {}): Uint8Array {
  const initializer = tensors.map(({ name, shape, values }) => ({
    name,
    dataType: 1,
    dims: shape.map(BigInt),
    rawData: floats(values),
    ...change,
  }));
  return toBinary(ModelProtoSchema, create(ModelProtoSchema, { graph: { initializer } }));
}

const read = (bytes: Uint8Array) =>
  readCheckpoint([
    file("config.json", JSON.stringify(TINY_CONFIG)),
    file("tokenizer.json", JSON.stringify(TINY_TOKENIZER)),
    file("decoder_model.onnx", bytes),
    file("decoder_with_past_model.onnx", "not looked at"),
  ]);

describe("a graph in two halves", () => {
  it("gives its weights, a head that is the embedding left out", async () => {
    const constant = { name: "onnx::Add_1", shape: [], values: [1] };
    const checkpoint = await read(graph([...own, head(transposed), constant]));
    expect(checkpoint.config.tie_word_embeddings).toBe(true);
    for (const { name, values } of tinyTensors()) expect([...(await checkpoint.tensor(name))]).toEqual(values);
  });

  it("gives a head that was trained apart", async () => {
    const checkpoint = await read(graph([...own, head([9, 8, 7, 6, 5, 4])]));
    expect(checkpoint.config.tie_word_embeddings).toBe(false);
    expect([...(await checkpoint.tensor("lm_head.weight"))]).toEqual([9, 6, 8, 5, 7, 4]);
  });

  it.each([
    ["is none", new Uint8Array([1, 2, 3]), "is not an ONNX file"],
    ["is empty", new Uint8Array(), "holds no graph"],
    ["has other names", graph([head(transposed)]), "no names of GPT-2"],
    ["has too few bytes", graph(own, { rawData: floats([1]) }), "not as many as its shape takes"],
    ["keeps weights elsewhere", graph(own, { dataLocation: TensorProto_DataLocation.EXTERNAL }), "in a file beside it"],
    ["has shapes that cannot be", graph(own, { dims: [2n ** 62n, 4n] }), "decoder_model.onnx"],
    ["has quantized weights", graph(own, { dataType: 3 }), "no names of GPT-2"],
  ])("is refused where it %s", async (_name, bytes, message) => {
    await expect(read(bytes)).rejects.toThrow(saying(message));
  });
});
