/** Functions of `activation_function`, under the names of `graph/activation.ts`, for the float32 reference. */
export function activationFunction(name: string): (x: number) => number {
  switch (name) {
    case "gelu_new":
    case "gelu_fast":
    case "gelu_pytorch_tanh":
    case "gelu_python_tanh":
    case "gelu_accurate":
      return (x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3)));
    case "gelu":
    case "gelu_python":
      return (x) => 0.5 * x * (1 + erf(x / Math.SQRT2));
    case "quick_gelu":
      return (x) => x * sigmoid(1.702 * x);
    case "silu":
    case "swish":
      return (x) => x * sigmoid(x);
    case "relu":
      return (x) => Math.max(x, 0);
    case "relu2":
      return (x) => Math.max(x, 0) ** 2;
    case "leaky_relu":
      return (x) => (x < 0 ? 0.01 * x : x);
    case "mish":
      return (x) => x * Math.tanh(Math.log1p(Math.exp(x)));
    case "sigmoid":
      return sigmoid;
    case "tanh":
      return Math.tanh;
    case "linear":
      return (x) => x;
    default:
      throw new Error(`activation_function ${name} has no reference.`);
  }
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** Error function by its series, near 0, and its continued fraction, far off; exact to about 1e-13. */
export function erf(x: number): number {
  const square = x * x;
  if (Math.abs(x) < 2.5) {
    let term = x;
    let sum = x;
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= -square / n;
      sum += term / (2 * n + 1);
    }
    return (2 / Math.sqrt(Math.PI)) * sum;
  }
  let fraction = 0;
  for (let n = 60; n > 0; n--) fraction = n / 2 / (Math.abs(x) + fraction);
  return Math.sign(x) * (1 - Math.exp(-square) / (Math.sqrt(Math.PI) * (Math.abs(x) + fraction)));
}
