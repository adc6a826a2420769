import { INT4_BLOCK, int4Name, int4ScaleName, scaleName } from "../../gpt2/package-names.ts";
import { ELEMENT_TYPES } from "../../onnx/element-type.ts";
import { DTYPE_TRAITS } from "./dtype-traits.ts";
import { type GraphContext, tensorOf } from "./graph-context.ts";

/** `x` times the matrix `name`.weight plus `name`.bias: [batch, sequence, outputs]. */
export function addLinear(context: GraphContext, x: string, name: string): string {
  return addProduct(context, x, name, context.weights.get(`${name}.bias`));
}

/** Logits of the hidden states, in float32: the output matrix is the embedding unless the model has its own. */
export function addLogits(context: GraphContext, x: string, output: string): void {
  const { graph, config } = context;
  const logits = addProduct(context, x, config.tie_word_embeddings ? "wte" : "lm_head");
  graph.add("Cast", [logits], { to: { int: ELEMENT_TYPES.float32.code } }, output);
}

/** `x` [batch, sequence, inputs] times the matrix `name`.weight; a bias is left out when its name is empty. */
export function addProduct(context: GraphContext, x: string, name: string, bias = ""): string {
  const { graph, weights, dtype } = context;
  switch (DTYPE_TRAITS[dtype].matrices) {
    case "int8":
      // Normalized inputs have rows of one size already; sums of values and activations do not.
      return name.endsWith(".c_proj") ? addRowwiseProduct(context, x, name) : addInt8Product(context, x, name, bias);
    case "int4":
      return addBlockProduct(context, x, name, bias);
    case "float": {
      const product = graph.add("MatMul", [x, weights.get(`${name}.weight`)]);
      return bias === "" ? product : graph.add("Add", [product, bias]);
    }
  }
}

function addInt8Product({ graph, weights }: GraphContext, x: string, name: string, bias: string): string {
  const matrix = [weights.get(`${name}.weight`), weights.get(scaleName(`${name}.weight`))];
  return graph.add("DynamicQuantizeMatMul", [x, ...matrix, "", bias]);
}

/** Keeps a row of zeros from being divided by zero. */
const SMALLEST_PEAK = 1e-30;

/**
 * The operator has one scale for all rows that it quantizes, so in a prompt one row of large values (the first token of
 * a trained GPT-2 has them) would coarsen all others. Hence each row goes in with a peak of 1 and gets it back after.
 */
function addRowwiseProduct(context: GraphContext, x: string, name: string): string {
  const { graph } = context;
  const peak = graph.add("ReduceMax", [graph.add("Abs", [x]), graph.integers([-1])]);
  const safe = graph.add("Max", [peak, graph.real(SMALLEST_PEAK, "float32")]);
  return graph.add("Mul", [addInt8Product(context, graph.add("Div", [x, safe]), name, ""), safe]);
}

function addBlockProduct(context: GraphContext, x: string, name: string, bias: string): string {
  const { graph, weights, config, dtype } = context;
  const { inputs, outputs } = tensorOf(config, `${name}.weight`);
  const scales = weights.floats(int4ScaleName(`${name}.weight`), DTYPE_TRAITS[dtype].float);
  return graph.add("MatMulNBits", [x, weights.get(int4Name(`${name}.weight`)), scales, "", "", bias], {
    K: { int: inputs },
    N: { int: outputs },
    bits: { int: 4 },
    block_size: { int: INT4_BLOCK },
  });
}

/** Embeddings of the tokens: [batch, sequence, width]. */
export function addEmbedding(context: GraphContext, ids: string): string {
  const { graph, weights, dtype } = context;
  switch (DTYPE_TRAITS[dtype].matrices) {
    case "int8": {
      const values = graph.add("Cast", [gatherColumns(context, ids)], { to: { int: ELEMENT_TYPES.float32.code } });
      const scales = graph.add("Gather", [weights.get(scaleName("wte.weight")), ids], { axis: { int: 0 } });
      return graph.add("Mul", [values, graph.add("Unsqueeze", [scales, graph.integers([-1])])]);
    }
    case "int4":
      return gatherBlocks(context, ids);
    case "float":
      return gatherColumns(context, ids);
  }
}

/** Takes the tokens' columns of the [width, vocabulary] table: [batch, sequence, width]. */
function gatherColumns({ graph, weights }: GraphContext, ids: string): string {
  const columns = graph.add("Gather", [weights.get("wte.weight"), ids], { axis: { int: 1 } });
  return graph.add("Transpose", [columns], { perm: { ints: [1, 2, 0] } });
}

/**
 * Unpacks the tokens' rows of the 4-bit table: [batch, sequence, width]. In plain operators, since the WebGPU builds of
 * ONNX Runtime have `GatherBlockQuantized` for the GPU alone, and a stock user may run this graph on the CPU.
 */
function gatherBlocks({ graph, weights, config, dtype }: GraphContext, ids: string): string {
  const { float } = DTYPE_TRAITS[dtype];
  const blocks = Math.ceil(config.n_embd / INT4_BLOCK);
  const real = (value: number) => graph.real(value, float);
  const gather = (table: string) => graph.add("Gather", [table, ids], { axis: { int: 0 } });
  const reshape = (x: string, dims: number[]) => graph.add("Reshape", [x, graph.integers([0, 0, ...dims])]);
  const table = graph.add("Reshape", [weights.get(int4Name("wte.weight")), graph.integers([config.vocab_size, -1])]);
  const pairs = graph.add("Cast", [gather(table)], { to: { int: ELEMENT_TYPES[float].code } });
  const high = graph.add("Floor", [graph.add("Mul", [pairs, real(1 / 16)])]);
  const low = graph.add("Sub", [pairs, graph.add("Mul", [high, real(16)])]);
  const halves = [low, high].map((half) => graph.add("Unsqueeze", [half, graph.integers([-1])]));
  const steps = reshape(graph.add("Concat", halves, { axis: { int: -1 } }), [blocks, INT4_BLOCK]);
  const scales = reshape(gather(weights.floats(int4ScaleName("wte.weight"), float)), [blocks, 1]);
  const rows = reshape(graph.add("Mul", [graph.add("Sub", [steps, real(8)]), scales]), [blocks * INT4_BLOCK]);
  if (blocks * INT4_BLOCK === config.n_embd) return rows;
  return graph.add("Slice", [rows, graph.integers([0]), graph.integers([config.n_embd]), graph.integers([-1])]);
}
