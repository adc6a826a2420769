import { quantize } from "./quantize";

/**
 * From this many tokens on it pays to widen weights once for all of them; see `multiply-many.ts`. While they are widened nothing is
 * computed, so that the wait for memory is not hidden: eight rows of GPT-2 124M take 43 ms so, and 29 four by four.
 */
const MANY: i32 = 32;

/** Whether so many tokens are multiplied together, and their inputs lie [tokens/4][columns/2][4][2]. */
@inline
export function areMany(tokens: i32): bool {
  return !RELAXED && tokens >= MANY;
}

/**
 * Quantizes what tokens `begin` … `end` of `tokens` bring to a product, float32 [columns] every `stride` bytes, as {@link quantize}
 * does, with a scale each. Many lie as {@link areMany} says; of fewer each four [columns/8][4][8], to be read as one stream; what is left, one by
 * one.
 */
export function quantizeInputs(
  inputs: usize, columns: i32, stride: usize, tokens: i32, to: usize, scales: usize, begin: i32, end: i32,
): void {
  const many = areMany(tokens);
  const inFours = many ? tokens : RELAXED ? 0 : tokens & ~3;
  for (let t = begin; t < end; t++) {
    const from = inputs + <usize>t * stride;
    const first = t < inFours ? t & ~3 : t;
    const place = to + <usize>first * <usize>columns * 2 + <usize>((t - first) * (many ? 4 : 16));
    quantize(from, columns, place, t < inFours ? 64 : 16, many, scales + <usize>t * 4);
  }
}
