import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import * as v from "valibot";
import type { Gpt2Config } from "../../gpt2/config.ts";
import { ADAPTER_TARGETS, type AdapterShape, type LowRankPair, sizesOf } from "../training/adapter-shape.ts";
import { randomNumbers } from "./random-model.ts";

const numbers = v.array(v.number());
const config = v.object({
  n_embd: v.number(),
  n_head: v.number(),
  n_layer: v.number(),
  n_inner: v.number(),
  n_positions: v.number(),
  vocab_size: v.number(),
  activation_function: v.string(),
  layer_norm_epsilon: v.number(),
  scale_attn_weights: v.boolean(),
  scale_attn_by_inverse_layer_idx: v.boolean(),
  reorder_and_upcast_attn: v.boolean(),
  tie_word_embeddings: v.boolean(),
});
const target = v.picklist(ADAPTER_TARGETS);
const step = v.object({
  name: v.string(),
  config,
  adapter: v.object({ rank: v.number(), alpha: v.number(), targets: v.array(target) }),
  texts: v.array(numbers),
  /** Σ -log p */
  loss: v.number(),
  /** Of the mean of -log p. */
  gradients: v.array(v.object({ layer: v.number(), target, a: numbers, b: numbers })),
  /** Of all gradients together, before clipping. */
  norm: v.number(),
  /** The loss after two steps of Adam with rate 0.01, clipped to 0.5. */
  after: v.number(),
});
const goldens = v.object({
  steps: v.array(step),
  activations: v.array(v.object({ name: v.string(), x: numbers, slopes: numbers })),
});
export type StepGolden = v.InferOutput<typeof step>;

const full = v.object({
  name: v.string(),
  config,
  texts: v.array(numbers),
  /** As of a step of an adapter; the rate is 0.002. */
  loss: v.number(),
  gradients: v.array(v.object({ name: v.string(), values: numbers })),
  norm: v.number(),
  after: v.number(),
});
export type FullGolden = v.InferOutput<typeof full>;

/** What PyTorch makes of it in float64 (`scripts/golden/make_training_goldens.py`). */
export function readTrainingGoldens(): v.InferOutput<typeof goldens> {
  return v.parse(goldens, readFixture("training.json.gz"));
}

/** The same where every weight is trained. */
export function readFullGoldens(): FullGolden[] {
  return v.parse(v.array(full), readFixture("full-training.json.gz"));
}

function readFixture(name: string): unknown {
  const bytes = readFileSync(new URL(`../../../fixtures/${name}`, import.meta.url));
  return JSON.parse(gunzipSync(bytes).toString());
}

/** Cosine of the angle between two vectors, and the ratio of their lengths. */
export function compareVectors(
  actual: readonly number[],
  expected: readonly number[],
): { readonly cosine: number; readonly ratio: number } {
  const dot = (one: readonly number[], other: readonly number[]) =>
    one.reduce((sum, value, i) => sum + value * (other[i] ?? Number.NaN), 0);
  const [own, other] = [Math.sqrt(dot(actual, actual)), Math.sqrt(dot(expected, expected))];
  return { cosine: dot(actual, expected) / (own * other), ratio: own / other };
}

/** Random factors of an adapter, as the goldens were made with. */
export function randomAdapter(config: Gpt2Config, shape: AdapterShape, seed: number): LowRankPair[] {
  const random = randomNumbers(seed);
  const draw = (rows: number, columns: number) =>
    Float32Array.from({ length: rows * columns }, () => (random() - 0.5) / Math.sqrt(columns));
  return Array.from({ length: config.n_layer }, (_, layer) => layer).flatMap((layer) =>
    shape.targets.map((target) => {
      const { inputs, outputs } = sizesOf(config, target);
      return { layer, target, a: draw(shape.rank, inputs), b: draw(outputs, shape.rank) };
    }),
  );
}
