import { expect, it } from "vitest";
import type { Listing } from "../store/listing.ts";
import { graphsOf, needsConversion } from "./model-graphs.ts";

const listing = (paths: readonly string[]): Listing => ({
  source: { kind: "hub", repo: "owner/one" },
  name: "owner/one",
  origin: "https://hub.test",
  files: paths.map((path) => ({ path, size: 1, from: { bytes: new Blob() } })),
});

it.each([
  [["onnx/model.onnx", "model.safetensors"], [], true],
  [["onnx/model.onnx", "onnx/model_fp16.onnx", "pytorch_model.bin"], [], true],
  [["onnx/model.onnx", "onnx/model_quantized.onnx", "model.safetensors"], ["q8", "fp32"], false],
  [["onnx/model.onnx"], ["fp32"], false],
  [["decoder_model.onnx", "decoder_model_merged.onnx"], ["fp32"], false],
  [["decoder_model.onnx"], [], true],
  [["model.safetensors"], [], true],
  [["README.md"], [], false],
])("takes the graphs of %j: %j", (paths, dtypes, converts) => {
  const model = listing(["config.json", ...paths]);
  expect([Object.keys(graphsOf(model)), needsConversion(model)]).toEqual([dtypes, converts]);
});
