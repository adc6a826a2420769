import * as v from "valibot";
import type { RoundedDirection } from "./rounded-direction.ts";

/** The four matrices of a layer, as a voice numbers them. */
export const MATRICES = ["attn.c_attn", "attn.c_proj", "mlp.c_fc", "mlp.c_proj"] as const;

const width = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_536));
/** Of the model that a voice lies beside. */
export const voiceShape = v.strictObject({
  n_embd: width,
  n_inner: width,
  n_layer: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(256)),
});
export type VoiceShape = v.InferOutput<typeof voiceShape>;

/** An adapter made small enough for a link: a few directions of its base's matrices, rounded. */
export interface Voice {
  /** As its maker calls it. */
  readonly name: string;
  /** `id`: what tells the base's weights and tokenizer from all others. */
  readonly base: { readonly name: string; readonly id: string };
  readonly shape: VoiceShape;
  readonly directions: readonly RoundedDirection[];
}

/** Inputs and outputs of a matrix. */
export function sizesOf({ n_embd, n_inner }: VoiceShape, matrix: number): readonly [inputs: number, outputs: number] {
  const sizes = [
    [n_embd, 3 * n_embd],
    [n_embd, n_embd],
    [n_embd, n_inner],
    [n_inner, n_embd],
  ] as const;
  return sizes[matrix] ?? [0, 0];
}

/** Characters of a name. */
export const LONGEST_NAME = 80;
/** Characters of its base's name. */
export const LONGEST_BASE = 200;
/** Of a voice's file, and of the bytes in a link. The default model's are 6 to 16 KB. */
export const VOICE_BYTES = 65_536;
/** One for each matrix of GPT-2 XL is 192; more are no voice for a link. */
export const MOST_DIRECTIONS = 512;
