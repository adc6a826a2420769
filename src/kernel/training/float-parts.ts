import { FloatHead } from "./float-head.ts";
import { FloatLinear } from "./float-linear.ts";
import { FloatProducts } from "./float-products.ts";
import { layerParts } from "./layer-parts.ts";
import type { Embedding, LayerParts, ModelParts } from "./model-parts.ts";
import { rowOf, type TrainingKernel } from "./training-kernel.ts";
import { TrainedNorm } from "./trained-norm.ts";
import type { WeightRoom } from "./weight-room.ts";

/** A model of which every weight is trained. @throws Refusal `out_of_memory` */
export function floatParts(kernel: TrainingKernel, weights: WeightRoom): ModelParts {
  const { config } = kernel;
  const products = new FloatProducts(kernel);
  const head = config.tie_word_embeddings ? "wte.weight" : "lm_head.weight";
  return {
    embedding: embeddingOf(kernel, weights),
    layers: Array.from({ length: config.n_layer }, (_, layer) => partsOf(kernel, `h.${layer}`, weights, products)),
    norm: new TrainedNorm(kernel, weights.findPair("ln_f")),
    head: new FloatHead(kernel, products, weights.find(head)),
  };
}

function partsOf(kernel: TrainingKernel, layer: string, weights: WeightRoom, products: FloatProducts): LayerParts {
  const pairOf = (name: string) => weights.findPair(`${layer}.${name}`);
  const linear = (name: string) => new FloatLinear(kernel, products, pairOf(name));
  const norm = (name: string) => new TrainedNorm(kernel, pairOf(name));
  return layerParts(linear, norm);
}

function embeddingOf({ functions, instance }: TrainingKernel, weights: WeightRoom): Embedding {
  const [table, positions] = [weights.find("wte.weight"), weights.find("wpe.weight")];
  const { stride } = table.value;
  return {
    embed(id, position, to) {
      instance.functions.copy(to, rowOf(table.value, id), stride * 4);
      functions.addFloats(to, rowOf(positions.value, position), stride);
    },
    backward(id, position, from) {
      functions.addFloats(rowOf(table.gradient, id), from, stride);
      functions.addFloats(rowOf(positions.gradient, position), from, stride);
    },
  };
}
