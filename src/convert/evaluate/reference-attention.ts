import type { Gpt2Config } from "../../gpt2/config.ts";

/** Keys and values of one row in one layer, oldest first, each [width]. */
export interface Seen {
  readonly keys: Float32Array[];
  readonly values: Float32Array[];
}

/**
 * Causal attention of one row: its tokens join what was seen, one after the other.
 * @param projected [tokens, query | key | value]
 * @returns [tokens, width]
 */
export function attend(config: Gpt2Config, layer: number, projected: Float32Array, seen: Seen): Float32Array {
  const { n_embd: width, n_head: heads } = config;
  const size = width / heads;
  const byLayer = config.scale_attn_by_inverse_layer_idx ? layer + 1 : 1;
  const scale = (config.scale_attn_weights ? 1 / Math.sqrt(size) : 1) / byLayer;
  const result = new Float32Array(projected.length / 3);
  for (let token = 0; token * width < result.length; token++) {
    const part = (index: number) => projected.subarray((3 * token + index) * width, (3 * token + index + 1) * width);
    seen.keys.push(part(1));
    seen.values.push(part(2));
    for (let head = 0; head < heads; head++) {
      const from = head * size;
      const shares = softmax(seen.keys.map((key) => dot(part(0), key, from, from + size) * scale));
      mix(shares, seen.values, from, from + size, result, token * width);
    }
  }
  return result;
}

function dot(a: Float32Array, b: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function softmax(scores: readonly number[]): number[] {
  const peak = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const powers = scores.map((score) => Math.exp(score - peak));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

function mix(
  shares: readonly number[],
  values: readonly Float32Array[],
  from: number,
  to: number,
  result: Float32Array,
  at: number,
): void {
  for (const [i, value] of values.entries()) {
    const share = shares[i] ?? 0;
    for (let k = from; k < to; k++) result[at + k] = (result[at + k] ?? 0) + share * (value[k] ?? 0);
  }
}
