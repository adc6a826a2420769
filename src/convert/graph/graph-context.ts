import type { Dtype } from "../../contract/manifest.ts";
import type { Gpt2Config } from "../checkpoint.ts";
import type { GraphBuilder } from "../onnx/graph-builder.ts";
import type { GraphWeights } from "./graph-weights.ts";

/** What the parts of the graph share while it is put together. */
export interface GraphContext {
  readonly graph: GraphBuilder;
  readonly weights: GraphWeights;
  readonly config: Gpt2Config;
  readonly dtype: Dtype;
}

/** Inputs and outputs of a matrix by its name, e.g. `h.0.mlp.c_fc` or `wte` (as the output matrix). */
export function matrixShape(config: Gpt2Config, name: string): { readonly inputs: number; readonly outputs: number } {
  const { n_embd: width, n_inner: inner, vocab_size: vocabulary } = config;
  if (name.endsWith(".c_attn")) return { inputs: width, outputs: 3 * width };
  if (name.endsWith(".c_fc")) return { inputs: width, outputs: inner };
  if (name.endsWith(".mlp.c_proj")) return { inputs: inner, outputs: width };
  if (name.endsWith(".attn.c_proj")) return { inputs: width, outputs: width };
  return { inputs: width, outputs: vocabulary };
}
