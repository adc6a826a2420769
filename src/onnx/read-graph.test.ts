import { saying } from "../contract/testing/refused.ts";
import { create, toBinary } from "@bufbuild/protobuf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GraphBuilder } from "../convert/graph/graph-builder.ts";
import { ModelProtoSchema, TensorProto_DataLocation } from "./onnx_pb.ts";
import { readGraph } from "./read-graph.ts";

const PATH = "onnx/model_quantized.onnx";

function sample(): Uint8Array {
  const graph = new GraphBuilder();
  const x = graph.input("x", "float32", ["batch", 4]);
  const file = "onnx/model_quantized.onnx_data_1";
  const w = graph.stored({ name: "w", type: "int8", dims: [4, 2], file, offset: 64, length: 8 });
  graph.add("MatMul", [x, graph.add("Cast", [w], { to: { int: 1 } })], {}, "y");
  graph.output("y", "float32", ["batch", 2]);
  return graph.toBytes({ "hostless.config": '{"n_layer":1}' });
}

function withExternal(entries: Record<string, string>, dims = [8n]): Uint8Array {
  const externalData = Object.entries(entries).map(([key, value]) => ({ key, value }));
  const tensor = { name: "w", dataType: 3, dims, externalData, dataLocation: TensorProto_DataLocation.EXTERNAL };
  return toBinary(ModelProtoSchema, create(ModelProtoSchema, { graph: { initializer: [tensor] } }));
}

describe("readGraph", () => {
  it("gives back what the builder wrote", () => {
    const graph = readGraph(sample(), PATH);
    expect(graph).toMatchObject({ producer: "hostless", inputs: ["x"], outputs: ["y"] });
    expect(graph.metadata.get("hostless.config")).toBe('{"n_layer":1}');
    expect([...graph.operators]).toEqual(["Cast", "MatMul"]);
    const file = "onnx/model_quantized.onnx_data_1";
    expect(graph.weights.get("w")).toEqual({ name: "w", type: "int8", dims: [4, 2], file, offset: 64, length: 8 });
  });

  it.each([
    ["a path out of the folder", { location: "../../etc/passwd", offset: "0", length: "8" }, [8n]],
    ["an absolute path", { location: "/etc/passwd", offset: "0", length: "8" }, [8n]],
    ["no length", { location: "data", offset: "0" }, [8n]],
    ["a length that is not that of the dimensions", { location: "data", offset: "0", length: "9" }, [8n]],
    ["a negative offset", { location: "data", offset: "-8", length: "8" }, [8n]],
    ["dimensions whose product overflows", { location: "data", offset: "0", length: "8" }, [2n ** 40n, 2n ** 40n]],
    ["negative dimensions", { location: "data", offset: "0", length: "8" }, [-2n, -4n]],
  ])("T6: refuses %s and names the tensor", (_name, entries: Record<string, string>, dims) => {
    expect(() => readGraph(withExternal(entries, dims), PATH)).toThrow(saying(`${PATH}: w`));
  });

  it("T6: refuses bytes that are no model, whatever they are", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        try {
          readGraph(bytes, PATH);
        } catch (error) {
          expect(error).toMatchObject({ failure: { code: "malformed_file" } });
        }
      }),
    );
  });

  it("T6: survives a real graph with flipped bytes", () => {
    const whole = sample();
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = whole.slice();
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        try {
          readGraph(bytes, PATH);
        } catch (error) {
          expect(error).toMatchObject({ failure: { code: "malformed_file" } });
        }
      }),
    );
  });
});
