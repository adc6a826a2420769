import { Refusal } from "../../contract/outcome.ts";
import type { GraphBuilder } from "../onnx/graph-builder.ts";

type Activation = (graph: GraphBuilder, x: string) => string;

const tanhGelu: Activation = (graph, x) => graph.add("Gelu", [x], { approximate: { text: "tanh" } });
const exactGelu: Activation = (graph, x) => graph.add("Gelu", [x], { approximate: { text: "none" } });
const silu: Activation = (graph, x) => graph.add("QuickGelu", [x], { alpha: { float: 1 } });
const relu: Activation = (graph, x) => graph.add("Relu", [x]);

/** `activation_function` of a GPT-2 `config.json`, by the names that transformers gives them (`ACT2FN`). */
const ACTIVATIONS: Record<string, Activation> = {
  gelu_new: tanhGelu,
  gelu_fast: tanhGelu,
  gelu_pytorch_tanh: tanhGelu,
  gelu_python_tanh: tanhGelu,
  gelu_accurate: tanhGelu,
  gelu: exactGelu,
  gelu_python: exactGelu,
  quick_gelu: (graph, x) => graph.add("QuickGelu", [x], { alpha: { float: 1.702 } }),
  silu,
  swish: silu,
  relu,
  relu2: (graph, x) => {
    const positive = relu(graph, x);
    return graph.add("Mul", [positive, positive]);
  },
  leaky_relu: (graph, x) => graph.add("LeakyRelu", [x], { alpha: { float: 0.01 } }),
  mish: (graph, x) => graph.add("Mish", [x]),
  sigmoid: (graph, x) => graph.add("Sigmoid", [x]),
  tanh: (graph, x) => graph.add("Tanh", [x]),
  linear: (_graph, x) => x,
};

export const ACTIVATION_NAMES: readonly string[] = Object.keys(ACTIVATIONS);

/** @throws Refusal `unsupported_architecture` that lists what is supported */
export function addActivation(graph: GraphBuilder, name: string, x: string): string {
  const activation = Object.hasOwn(ACTIVATIONS, name) ? ACTIVATIONS[name] : undefined;
  if (!activation) {
    throw new Refusal("unsupported_architecture", `activation_function ${name} is not supported.`, {
      subject: "config.json: activation_function",
      hint: `Supported: ${ACTIVATION_NAMES.join(", ")}.`,
    });
  }
  return activation(graph, x);
}
