import { at } from "../../src/contract/at.ts";

/** Compares logits, [positions, vocabulary] each: how many positions choose the same token, and the largest difference. */
export function countSame(found: Float32Array, expected: Float32Array, vocabulary: number) {
  if (found.length !== expected.length) throw new Error(`${found.length} logits, ${expected.length} expected`);
  let [same, worst] = [0, 0];
  for (let start = 0; start < expected.length; start += vocabulary) {
    if (likeliest(found, start, vocabulary) === likeliest(expected, start, vocabulary)) same++;
  }
  for (let i = 0; i < expected.length; i++) worst = Math.max(worst, Math.abs(at(found, i) - at(expected, i)));
  return { same, worst };
}

function likeliest(logits: Float32Array, start: number, count: number): number {
  let best = start;
  for (let i = start; i < start + count; i++) if (at(logits, i) > at(logits, best)) best = i;
  return best - start;
}
