import { refuse } from "../contract/outcome.ts";
import { erf } from "./erf.ts";

/** The functions, whatever transformers calls them, in float64. */
const FUNCTIONS = {
  geluTanh: (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  gelu: gelu,
  relu: (x) => Math.max(x, 0),
  silu: (x) => x * sigmoid(x),
  tanh: Math.tanh,
  quickGelu: (x) => x * sigmoid(1.702 * x),
  linear: (x) => x,
  sigmoid: sigmoid,
  leakyRelu: (x) => (x < 0 ? 0.01 * x : x),
  squaredRelu: (x) => Math.max(x, 0) ** 2,
  relu6: (x) => clip(x, 0, 6),
  mish: (x) => x * Math.tanh(softplus(x)),
  hardSwish: (x) => (x * clip(x + 3, 0, 6)) / 6,
  laplace: (x) => 0.5 * (1 + erf((x - LAPLACE.mu) / (LAPLACE.sigma * Math.SQRT2))),
  clippedGelu: (x) => clip(gelu(x), -10, 10),
  sqrtSoftplus: (x) => Math.sqrt(softplus(x)),
} satisfies Record<string, (x: number) => number>;

export type ActivationKind = keyof typeof FUNCTIONS;

/** Mean and width of MEGA's Laplace activation, as rounded in transformers. */
// biome-ignore lint/suspicious/noApproximativeNumericConstant: the model was trained with the rounded one.
export const LAPLACE = { mu: 0.707107, sigma: 0.282095 } as const;

/** `activation_function` of a GPT-2 `config.json`: the names of `ACT2FN` in transformers 5.23 that need no weights. */
const NAMES: ReadonlyMap<string, ActivationKind> = new Map<string, ActivationKind>([
  ["gelu_new", "geluTanh"],
  ["gelu_fast", "geluTanh"],
  ["gelu_pytorch_tanh", "geluTanh"],
  ["gelu_python_tanh", "geluTanh"],
  ["gelu_accurate", "geluTanh"],
  ["gelu", "gelu"],
  ["gelu_python", "gelu"],
  ["gelu_10", "clippedGelu"],
  ["quick_gelu", "quickGelu"],
  ["relu", "relu"],
  ["relu2", "squaredRelu"],
  ["relu6", "relu6"],
  ["leaky_relu", "leakyRelu"],
  ["silu", "silu"],
  ["swish", "silu"],
  ["hardswish", "hardSwish"],
  ["mish", "mish"],
  ["sigmoid", "sigmoid"],
  ["tanh", "tanh"],
  ["laplace", "laplace"],
  ["sqrtsoftplus", "sqrtSoftplus"],
  ["linear", "linear"],
]);

export const ACTIVATION_NAMES: readonly string[] = [...NAMES.keys()];

/** Names of `ACT2FN` whose functions have trained weights in every layer (`h.N.mlp.act`). */
const TRAINED: readonly string[] = ["prelu", "xielu"];

/**
 * Which function an `activation_function` names.
 * @param file that gives the name, for the message
 * @throws Refusal `unsupported_architecture` that lists what is supported
 */
export function parseActivation(name: string, file: string): ActivationKind {
  const kind = NAMES.get(name);
  if (kind !== undefined) return kind;
  throw refuse(
    "unsupported_architecture",
    TRAINED.includes(name) ? "trained_activation" : "activation",
    { path: file, name: JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name), names: ACTIVATION_NAMES },
    { subject: `${file}: activation_function` },
  );
}

/** The function itself, in float64. */
export function activationFunction(kind: ActivationKind): (x: number) => number {
  return FUNCTIONS[kind];
}

function gelu(x: number): number {
  return 0.5 * x * (1 + erf(x / Math.SQRT2));
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** ln(1 + e^x), without overflow. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

function clip(x: number, least: number, most: number): number {
  return Math.min(Math.max(x, least), most);
}
