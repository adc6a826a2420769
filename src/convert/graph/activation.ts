import { type ActivationKind, LAPLACE } from "../../gpt2/activations.ts";
import { DTYPE_TRAITS } from "./dtype-traits.ts";
import type { GraphBuilder } from "./graph-builder.ts";
import type { GraphContext } from "./graph-context.ts";

type Activation = (context: GraphContext, x: string) => string;

const unary =
  (op: string, attributes?: Parameters<GraphBuilder["add"]>[2]): Activation =>
  ({ graph }, x) =>
    graph.add(op, [x], attributes);

const relu = unary("Relu");
const exactGelu = unary("Gelu", { approximate: { text: "none" } });

const NODES: Record<ActivationKind, Activation> = {
  geluTanh: unary("Gelu", { approximate: { text: "tanh" } }),
  gelu: exactGelu,
  relu,
  silu: unary("QuickGelu", { alpha: { float: 1 } }),
  tanh: unary("Tanh"),
  quickGelu: unary("QuickGelu", { alpha: { float: 1.702 } }),
  linear: (_context, x) => x,
  sigmoid: unary("Sigmoid"),
  leakyRelu: unary("LeakyRelu", { alpha: { float: 0.01 } }),
  squaredRelu: (context, x) => {
    const positive = relu(context, x);
    return context.graph.add("Mul", [positive, positive]);
  },
  relu6: (context, x) => addClip(context, x, 0, 6),
  mish: unary("Mish"),
  // HardSwish itself is missing on some of ONNX Runtime's devices.
  hardSwish: (context, x) =>
    context.graph.add("Mul", [x, context.graph.add("HardSigmoid", [x], { alpha: { float: 1 / 6 } })]),
  laplace: (context, x) => {
    const { graph } = context;
    const centred = graph.add("Sub", [x, real(context, LAPLACE.mu)]);
    const scaled = graph.add("Mul", [centred, real(context, 1 / (LAPLACE.sigma * Math.SQRT2))]);
    const half = real(context, 0.5);
    return graph.add("Add", [graph.add("Mul", [graph.add("Erf", [scaled]), half]), half]);
  },
  clippedGelu: (context, x) => addClip(context, exactGelu(context, x), -10, 10),
  sqrtSoftplus: (context, x) => context.graph.add("Sqrt", [context.graph.add("Softplus", [x])]),
};

/** Adds the nodes of a function behind `x`; what they give has the name that is returned. */
export function addActivation(context: GraphContext, kind: ActivationKind, x: string): string {
  return NODES[kind](context, x);
}

function addClip(context: GraphContext, x: string, least: number, most: number): string {
  return context.graph.add("Clip", [x, real(context, least), real(context, most)]);
}

function real({ graph, dtype }: GraphContext, value: number): string {
  return graph.real(value, DTYPE_TRAITS[dtype].float);
}
