import { expect, it } from "vitest";
import { findGraphs } from "./find-graphs.ts";

it("finds graphs and their data in order under the names that exporters use", () => {
  const paths = [
    "onnx/model.onnx",
    "onnx/model.onnx_data_10",
    "onnx/model.onnx_data",
    "onnx/model.onnx_data_2",
    "onnx/decoder_model_merged_quantized.onnx",
    "onnx/decoder_with_past_model.onnx",
  ];
  expect(findGraphs(paths)).toEqual({
    q8: { graph: "onnx/decoder_model_merged_quantized.onnx", data: [] },
    fp32: {
      graph: "onnx/model.onnx",
      data: ["onnx/model.onnx_data", "onnx/model.onnx_data_2", "onnx/model.onnx_data_10"],
    },
  });
});
