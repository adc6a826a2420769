import type { Dtype } from "../../contract/dtypes.ts";
import { parseActivation } from "../../gpt2/activations.ts";
import type { Gpt2Config } from "../../gpt2/config.ts";
import { CONFIG_KEY } from "../../gpt2/config-text.ts";
import type { StoredTensor } from "../../onnx/stored-tensor.ts";
import { addActivation } from "./activation.ts";
import { addAttention, addAttentionBias } from "./attention.ts";
import { GraphBuilder } from "./graph-builder.ts";
import type { GraphContext } from "./graph-context.ts";
import { GraphWeights } from "./graph-weights.ts";
import { addEmbedding, addLinear, addLogits, addProduct } from "./matrix.ts";

const ALL = Number.MAX_SAFE_INTEGER;

/**
 * GPT-2 as an ONNX graph with the inputs and outputs that transformers.js gives and takes: `input_ids`,
 * `attention_mask`, `past_key_values.N.key|value` [batch, heads, past, head size] and `num_logits_to_keep` (0 means all);
 * `logits` (float32) and `present.N.key|value`. Positions are counted by the mask, so rows may be padded on the left.
 * @param tensors the weights as `encodeTensor` cut them
 */
export function buildGpt2Graph(config: Gpt2Config, dtype: Dtype, tensors: readonly StoredTensor[]): Uint8Array {
  const graph = new GraphBuilder();
  const context: GraphContext = { graph, weights: new GraphWeights(graph, tensors), config, dtype };
  const ids = graph.input("input_ids", "int64", ["batch_size", "sequence_length"]);
  const mask = graph.input("attention_mask", "int64", ["batch_size", "total_sequence_length"]);
  const keep = graph.input("num_logits_to_keep", "int64", []);
  const length = graph.add("Shape", [ids], { start: { int: 1 }, end: { int: 2 } });
  const hidden = addLayers(context, addEmbeddings(context, ids, mask, length), addAttentionBias(context, mask, length));
  const start = graph.add("Neg", [graph.add("Reshape", [keep, graph.integers([1])])]);
  const kept = graph.add("Slice", [hidden, start, graph.integers([ALL]), graph.integers([1])]);
  addLogits(context, kept, "logits");
  graph.output("logits", "float32", ["batch_size", "num_logits", config.vocab_size]);
  return graph.toBytes({ [CONFIG_KEY]: JSON.stringify(config) });
}

/** Token and position embeddings: [batch, sequence, width]. */
function addEmbeddings(context: GraphContext, ids: string, mask: string, length: string): string {
  const { graph, weights } = context;
  const counted = graph.add("Sub", [graph.add("CumSum", [mask, graph.integer(1)]), graph.integer(1)]);
  const positions = graph.add("Slice", [
    graph.add("Max", [counted, graph.integer(0)]),
    graph.add("Neg", [length]),
    graph.integers([ALL]),
    graph.integers([1]),
  ]);
  const place = graph.add("Gather", [weights.get("wpe.weight"), positions], { axis: { int: 0 } });
  return graph.add("Add", [addEmbedding(context, ids), place]);
}

/** All layers and the last normalization: [batch, sequence, width]. */
function addLayers(context: GraphContext, embedded: string, attentionBias: string): string {
  const { graph, weights, config } = context;
  const epsilon = { epsilon: { float: config.layer_norm_epsilon } };
  const activation = parseActivation(config.activation_function, "config.json");
  const norm = (name: string) => [weights.get(`${name}.weight`), weights.get(`${name}.bias`)];
  /** Adds a sublayer's result, with its matrix's bias, to the stream, and normalizes the sum for the next sublayer. */
  const join = (stream: string, result: string, bias: string, next: string): [string, string] => {
    const [sum, normal] = [`${next}.input`, `${next}.output`];
    const inputs = [result, stream, ...norm(next), weights.get(bias)];
    graph.addMany("SkipLayerNormalization", inputs, [normal, "", "", sum], epsilon);
    return [sum, normal];
  };
  let stream = embedded;
  let normal = graph.add("LayerNormalization", [stream, ...norm("h.0.ln_1")], epsilon);
  for (let layer = 0; layer < config.n_layer; layer++) {
    const block = `h.${layer}`;
    const attended = addAttention(context, layer, normal, attentionBias);
    [stream, normal] = join(stream, attended, `${block}.attn.c_proj.bias`, `${block}.ln_2`);
    const inner = addActivation(context, activation, addLinear(context, normal, `${block}.mlp.c_fc`));
    const result = addProduct(context, inner, `${block}.mlp.c_proj`);
    const next = layer + 1 < config.n_layer ? `h.${layer + 1}.ln_1` : "ln_f";
    [stream, normal] = join(stream, result, `${block}.mlp.c_proj.bias`, next);
  }
  return normal;
}
