import type { Dtype } from "../../contract/dtypes.ts";
import type { Gpt2Config } from "../../gpt2/config.ts";
import { findTensor, type Gpt2Tensor } from "../../gpt2/tensors.ts";
import type { GraphBuilder } from "./graph-builder.ts";
import type { GraphWeights } from "./graph-weights.ts";

/** What the parts of the graph share while it is put together. */
export interface GraphContext {
  readonly graph: GraphBuilder;
  readonly weights: GraphWeights;
  readonly config: Gpt2Config;
  readonly dtype: Dtype;
}

/** @throws Error where GPT-2 has no tensor of that name, which is a fault of this room */
export function tensorOf(config: Gpt2Config, name: string): Gpt2Tensor {
  const tensor = findTensor(config, name);
  if (tensor === undefined) throw new Error(`GPT-2 has no tensor ${name}.`);
  return tensor;
}
