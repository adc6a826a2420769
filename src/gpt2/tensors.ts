import type { Gpt2Config } from "./config.ts";

/** A weight of a GPT-2, under its name in a checkpoint without `transformer.`. */
export interface Gpt2Tensor {
  readonly name: string;
  /**
   * `matrix`: multiplied, [inputs, outputs]. `table`: a row for each token, [outputs, inputs]; multiplied for the logits.
   * `positions`: a row for each position, added: [inputs, outputs]. `vector`: [outputs].
   */
  readonly kind: "matrix" | "table" | "positions" | "vector";
  readonly inputs: number;
  readonly outputs: number;
}

/** The shape that a checkpoint has it in. */
export function shapeOf({ kind, inputs, outputs }: Gpt2Tensor): readonly number[] {
  if (kind === "vector") return [outputs];
  return kind === "table" ? [outputs, inputs] : [inputs, outputs];
}

/** The tensors of a block, `h.N.` left out, in the order of the computation. */
export function blockTensors({ n_embd, n_inner }: Gpt2Config): readonly Gpt2Tensor[] {
  return [
    ...norm("ln_1", n_embd),
    ...linear("attn.c_attn", n_embd, 3 * n_embd),
    ...linear("attn.c_proj", n_embd, n_embd),
    ...norm("ln_2", n_embd),
    ...linear("mlp.c_fc", n_embd, n_inner),
    ...linear("mlp.c_proj", n_inner, n_embd),
  ];
}

/** Every tensor of a model, in the order of the computation; `lm_head.weight` only where it is not the embedding. */
export function gpt2Tensors(config: Gpt2Config): readonly Gpt2Tensor[] {
  const { vocab_size, n_positions, n_embd, n_layer } = config;
  const block = blockTensors(config);
  const blocks = Array.from({ length: n_layer }, (_, layer) =>
    block.map((tensor) => ({ ...tensor, name: `h.${layer}.${tensor.name}` })),
  );
  const head: Gpt2Tensor = { name: "lm_head.weight", kind: "table", inputs: n_embd, outputs: vocab_size };
  return [
    { name: "wte.weight", kind: "table", inputs: n_embd, outputs: vocab_size },
    { name: "wpe.weight", kind: "positions", inputs: n_positions, outputs: n_embd },
    ...blocks.flat(),
    ...norm("ln_f", n_embd),
    ...(config.tie_word_embeddings ? [] : [head]),
  ];
}

/** The tensor of that name; undefined where GPT-2 has none. The number of a block is not looked at. */
export function findTensor(config: Gpt2Config, name: string): Gpt2Tensor | undefined {
  const inBlock = /^h\.\d+\.(.+)$/.exec(name)?.[1];
  const tensors = inBlock === undefined ? gpt2Tensors({ ...config, n_layer: 0 }) : blockTensors(config);
  const found = tensors.find((tensor) => tensor.name === (inBlock ?? name));
  return found && { ...found, name };
}

/** Multiply-adds of one token on its way through all matrices; those of attention grow with the text and are left out. */
export function multiplyAdds(config: Gpt2Config): number {
  const perBlock = blockTensors(config).reduce((sum, tensor) => sum + productOf(tensor), 0);
  return config.n_layer * perBlock + config.vocab_size * config.n_embd;
}

/** Weights of the whole model. */
export function parameterCount(config: Gpt2Config): number {
  const count = (tensors: readonly Gpt2Tensor[]) =>
    tensors.reduce((sum, tensor) => sum + shapeOf(tensor).reduce((product, size) => product * size, 1), 0);
  // The blocks are alike: their list is not written out for sizes that nobody has checked against a file yet.
  return config.n_layer * count(blockTensors(config)) + count(gpt2Tensors({ ...config, n_layer: 0 }));
}

function productOf({ kind, inputs, outputs }: Gpt2Tensor): number {
  return kind === "matrix" ? inputs * outputs : 0;
}

function norm(name: string, width: number): readonly Gpt2Tensor[] {
  return [
    { name: `${name}.weight`, kind: "vector", inputs: 1, outputs: width },
    { name: `${name}.bias`, kind: "vector", inputs: 1, outputs: width },
  ];
}

function linear(name: string, inputs: number, outputs: number): readonly Gpt2Tensor[] {
  return [
    { name: `${name}.weight`, kind: "matrix", inputs, outputs },
    { name: `${name}.bias`, kind: "vector", inputs: 1, outputs },
  ];
}
