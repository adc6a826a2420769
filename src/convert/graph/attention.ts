import { ELEMENT_TYPES } from "../../onnx/element-type.ts";
import { DTYPE_TRAITS } from "./dtype-traits.ts";
import type { GraphContext } from "./graph-context.ts";
import { addLinear, addProduct } from "./matrix.ts";

/** Added to the score of a position that must not be seen: its share becomes 0, and a row of them stays finite. */
const HIDDEN = { float32: -1e9, float16: -3e4 } as const;

/**
 * What is added to the attention scores, [batch, 1, sequence, total]: 0 where a position may be seen, {@link HIDDEN}
 * where it lies ahead or is padding.
 */
export function addAttentionBias(context: GraphContext, mask: string, length: string): string {
  const { graph } = context;
  const float = attentionFloat(context);
  const total = graph.add("Squeeze", [graph.add("Shape", [mask], { start: { int: 1 }, end: { int: 2 } })]);
  const past = graph.add("Sub", [total, graph.add("Squeeze", [length])]);
  const keys = graph.add("Range", [graph.integer(0), total, graph.integer(1)]);
  const queries = graph.add("Range", [past, total, graph.integer(1)]);
  const causal = graph.add("LessOrEqual", [keys, graph.add("Unsqueeze", [queries, graph.integers([1])])]);
  const real = graph.add("Greater", [mask, graph.integer(0)]);
  const seen = graph.add("And", [causal, graph.add("Unsqueeze", [real, graph.integers([1, 2])])]);
  return graph.add("Where", [seen, graph.real(0, float), graph.real(HIDDEN[float], float)]);
}

/** Self-attention up to its output matrix, whose bias is added later: [batch, sequence, width]. */
export function addAttention(context: GraphContext, layer: number, x: string, bias: string): string {
  const { graph, config, dtype } = context;
  const { float } = DTYPE_TRAITS[dtype];
  const inside = attentionFloat(context);
  const block = `h.${layer}.attn`;
  const shape = (length: string) => ["batch_size", config.n_head, length, config.n_embd / config.n_head];
  const cast = (value: string, type: "float32" | "float16", output?: string) =>
    graph.add("Cast", [value], { to: { int: ELEMENT_TYPES[type].code } }, output);
  const past = (kind: string) => {
    const given = graph.input(`past_key_values.${layer}.${kind}`, float, shape("past_sequence_length"));
    return inside === float ? given : cast(given, inside);
  };
  const parts = ["query", "key", "value"].map((part) => `${block}.${part}`);
  graph.addMany("Split", [addLinear(context, x, `${block}.c_attn`)], parts, {
    axis: { int: -1 },
    num_outputs: { int: 3 },
  });
  const inputs = inside === float ? parts : parts.map((part) => cast(part, inside));
  const presents = ["key", "value"].map((kind) => `present.${layer}.${kind}`);
  const kept = inside === float ? presents : presents.map((name) => `${name}.${inside}`);
  const output = `${block}.output`;
  graph.addMany("MultiHeadAttention", [...inputs, "", "", bias, past("key"), past("value")], [output, ...kept], {
    num_heads: { int: config.n_head },
    scale: { float: attentionScale(context, layer) },
  });
  for (const [index, name] of presents.entries()) {
    if (inside !== float) cast(kept[index] ?? name, float, name);
    graph.output(name, float, shape("total_sequence_length"));
  }
  return addProduct(context, inside === float ? output : cast(output, float), `${block}.c_proj`);
}

/** `reorder_and_upcast_attn` asks for attention in float32, against overflow in half precision. */
function attentionFloat({ config, dtype }: GraphContext): "float32" | "float16" {
  return config.reorder_and_upcast_attn ? "float32" : DTYPE_TRAITS[dtype].float;
}

function attentionScale({ config }: GraphContext, layer: number): number {
  const scale = config.scale_attn_weights ? 1 / Math.sqrt(config.n_embd / config.n_head) : 1;
  return config.scale_attn_by_inverse_layer_idx ? scale / (layer + 1) : scale;
}
