import { activationFunction, parseActivation } from "../../gpt2/activations.ts";
import type { Matrix, RandomModel } from "./random-model.ts";

/**
 * GPT-2 in float64 by its definition, nothing quantized but the weights. A whole text at once.
 * @returns logits [tokens][vocab_size]
 */
export function referenceLogits(model: RandomModel, ids: readonly number[]): number[][] {
  const { shape } = model;
  const wte = matrix(model, "wte");
  const wpe = vector(model, "wpe.weight");
  const hidden = ids.map((id, position) =>
    range(shape.n_embd).map((k) => weight(wte, k, id) + (wpe[position * shape.n_embd + k] ?? 0)),
  );
  const add = (updates: number[][]) =>
    updates.forEach((update, t) => {
      hidden[t] = update.map((value, k) => value + (hidden[t]?.[k] ?? 0));
    });
  for (let i = 0; i < shape.n_layer; i++) {
    add(
      attention(
        model,
        i,
        hidden.map((x) => norm(model, `h.${i}.ln_1`, x)),
      ),
    );
    const act = activationFunction(parseActivation(shape.activation_function, "config.json"));
    const inner = hidden.map((x) => linear(model, `h.${i}.mlp.c_fc`, norm(model, `h.${i}.ln_2`, x)).map(act));
    add(inner.map((x) => linear(model, `h.${i}.mlp.c_proj`, x)));
  }
  const head = matrix(model, shape.tie_word_embeddings ? "wte" : "lm_head");
  return hidden.map((x) => multiply(head, norm(model, "ln_f", x)));
}

function attention(model: RandomModel, layer: number, inputs: number[][]): number[][] {
  const { n_embd, n_head, scale_attn_weights, scale_attn_by_inverse_layer_idx } = model.shape;
  const size = n_embd / n_head;
  const projected = inputs.map((x) => linear(model, `h.${layer}.attn.c_attn`, x));
  const factor = (scale_attn_weights ? 1 / Math.sqrt(size) : 1) / (scale_attn_by_inverse_layer_idx ? layer + 1 : 1);
  const mixed = projected.map((query, t) =>
    range(n_head).flatMap((h) => {
      const scores = range(t + 1).map(
        (s) => factor * sum(range(size).map((d) => at(query, h * size + d) * at(projected[s], n_embd + h * size + d))),
      );
      const most = Math.max(...scores);
      const weights = scores.map((score) => Math.exp(score - most));
      const total = sum(weights);
      return range(size).map((d) =>
        sum(weights.map((w, s) => (w / total) * at(projected[s], 2 * n_embd + h * size + d))),
      );
    }),
  );
  return mixed.map((x) => linear(model, `h.${layer}.attn.c_proj`, x));
}

function linear(model: RandomModel, name: string, x: number[]): number[] {
  const bias = vector(model, `${name}.bias`);
  return multiply(matrix(model, name), x).map((value, n) => value + (bias[n] ?? 0));
}

function multiply(matrix: Matrix, x: number[]): number[] {
  return range(matrix.outputs).map((n) => sum(x.map((value, k) => value * weight(matrix, k, n))));
}

function norm(model: RandomModel, name: string, x: number[]): number[] {
  const weights = vector(model, `${name}.weight`);
  const bias = vector(model, `${name}.bias`);
  const mean = sum(x) / x.length;
  const variance = sum(x.map((value) => (value - mean) ** 2)) / x.length;
  const factor = 1 / Math.sqrt(variance + model.shape.layer_norm_epsilon);
  return x.map((value, k) => (value - mean) * factor * (weights[k] ?? 0) + (bias[k] ?? 0));
}

function weight(matrix: Matrix, input: number, output: number): number {
  return (matrix.values[input * matrix.outputs + output] ?? 0) * (matrix.scale[output] ?? 0);
}

function matrix(model: RandomModel, name: string): Matrix {
  const found = model.matrices.get(name);
  if (found === undefined) throw new Error(name);
  return found;
}

function vector(model: RandomModel, name: string): Float32Array {
  const found = model.vectors.get(name);
  if (found === undefined) throw new Error(name);
  return found;
}

const range = (count: number) => Array.from({ length: count }, (_, i) => i);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const at = (values: readonly number[] | undefined, index: number) => values?.[index] ?? 0;
