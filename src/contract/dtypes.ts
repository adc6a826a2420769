import * as v from "valibot";

/** Forms that a package has its weights in, in the order in which they are preferred. Apart: the page needs no manifest to open. */
export const DTYPES = ["q8", "q4", "q4f16", "fp16", "fp32"] as const;
export const dtype = v.picklist(DTYPES);
export type Dtype = v.InferOutput<typeof dtype>;

/** File name of a dtype's graph, as stock transformers.js expects it. */
export const GRAPH_FILES: Record<Dtype, string> = {
  q8: "onnx/model_quantized.onnx",
  q4: "onnx/model_q4.onnx",
  q4f16: "onnx/model_q4f16.onnx",
  fp16: "onnx/model_fp16.onnx",
  fp32: "onnx/model.onnx",
};
