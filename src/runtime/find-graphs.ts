import { DTYPES, type Dtype, GRAPH_FILES } from "../contract/dtypes.ts";
import type { ModelManifest } from "../contract/manifest.ts";

/** A graph and the parts of its external data, in order. */
export interface GraphFiles {
  readonly graph: string;
  readonly data: readonly string[];
}

/** Other names under which exporters write the same thing, likeliest first. */
const FOREIGN_NAMES: Record<Dtype, readonly string[]> = {
  q8: ["onnx/model_int8.onnx", "onnx/model_uint8.onnx", "onnx/decoder_model_merged_quantized.onnx"],
  q4: [],
  q4f16: [],
  fp16: ["onnx/decoder_model_merged_fp16.onnx"],
  fp32: ["onnx/decoder_model_merged.onnx", "model.onnx", "decoder_model_merged.onnx"],
};

/** The graphs that a model has, by dtype: those that its manifest names, else those with a name that is usual on the Hub. */
export function findGraphs(paths: readonly string[], manifest?: ModelManifest): Partial<Record<Dtype, GraphFiles>> {
  if (manifest !== undefined) return manifest.dtypes;
  const found: Partial<Record<Dtype, GraphFiles>> = {};
  for (const dtype of DTYPES) {
    const graph = [GRAPH_FILES[dtype], ...FOREIGN_NAMES[dtype]].find((name) => paths.includes(name));
    if (graph !== undefined)
      found[dtype] = { graph, data: paths.filter((path) => isDataOf(graph, path)).sort(byNumber) };
  }
  return found;
}

function isDataOf(graph: string, path: string): boolean {
  return path.startsWith(`${graph}_data`) || path === `${graph}.data`;
}

function byNumber(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}
