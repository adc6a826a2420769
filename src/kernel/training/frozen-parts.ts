import type { Gpt2Config } from "../../gpt2/config.ts";
import type { AdapterRoom } from "./adapter-room.ts";
import { type AdapterTarget, sizesOf } from "./adapter-shape.ts";
import { FrozenHead } from "./frozen-head.ts";
import { FrozenNorm } from "./frozen-norm.ts";
import { layerParts } from "./layer-parts.ts";
import { Linear, SharedRoom } from "./linear.ts";
import type { Embedding, LayerParts, ModelParts } from "./model-parts.ts";
import type { TrainingKernel } from "./training-kernel.ts";

/** Where a layer's parts are in the kernel's list. */
const PARTS = { ln_1: 0, "attn.c_attn": 2, "attn.c_proj": 3, ln_2: 4, "mlp.c_fc": 6, "mlp.c_proj": 7 } as const;

/**
 * A base in int8, frozen, with an adapter that is trained.
 * @param rows most of a pass
 * @throws Refusal `out_of_memory`
 */
export function frozenParts(kernel: TrainingKernel, adapter: AdapterRoom, rows: number): ModelParts {
  const { config, functions } = kernel;
  const { rank, shape } = adapter;
  const shared = new SharedRoom(kernel, rows, rank, shape.alpha / shape.rank, widestOf(config));
  return {
    embedding: embeddingOf(kernel),
    layers: Array.from({ length: config.n_layer }, (_, layer) => partsOf(kernel, layer, adapter, shared)),
    norm: new FrozenNorm(kernel, functions.finalNormPart(0), functions.finalNormPart(1)),
    head: new FrozenHead(kernel),
  };
}

function widestOf({ n_embd, n_inner }: Gpt2Config): number {
  return Math.max(3 * n_embd, n_inner);
}

function partsOf(kernel: TrainingKernel, layer: number, adapter: AdapterRoom, shared: SharedRoom): LayerParts {
  const { config, functions } = kernel;
  const linear = (target: AdapterTarget) => {
    const address = functions.layerPart(layer, PARTS[target]);
    return new Linear(kernel, address, sizesOf(config, target).outputs, adapter.find(layer, target), shared);
  };
  const norm = (name: "ln_1" | "ln_2") =>
    new FrozenNorm(kernel, functions.layerPart(layer, PARTS[name]), functions.layerPart(layer, PARTS[name] + 1));
  return layerParts(linear, norm);
}

function embeddingOf({ functions, config, instance }: TrainingKernel): Embedding {
  const [table, positions] = [functions.embeddingPart(), functions.positionsAddress()];
  const bytes = config.n_embd * 4;
  return {
    embed(id, position, to) {
      instance.functions.copy(to, positions + position * bytes, bytes);
      functions.addOutputRow(table, id, 1, to);
    },
  };
}
