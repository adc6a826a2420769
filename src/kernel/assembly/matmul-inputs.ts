import { EIGHT, FACTOR_BYTES, factorBytes, inEights, makeFactors, placeOfFour } from "./eight-layout";
import { quantize } from "./quantize";

/**
 * From this many tokens on it pays to widen weights once for all of them; see `multiply-many.ts`. While they are widened nothing is
 * computed, so that the wait for memory is not hidden: eight rows of GPT-2 124M take 43 ms so, and 29 four by four.
 */
const MANY: i32 = 32;

/** Whether so many tokens are multiplied together, and their inputs lie as {@link quantizeMany} leaves them. */
@inline
export function areMany(tokens: i32): bool {
  return !RELAXED && tokens >= MANY;
}

/**
 * Quantizes what tokens `begin` … `end` of `tokens` bring to a product, float32 [columns] every `stride` bytes, as {@link quantize}
 * does, with a scale each. Many lie as {@link quantizeMany} says; of fewer each four [columns/8][4][8], to be read as one stream; what is
 * left, one by one.
 */
export function quantizeInputs(
  inputs: usize, columns: i32, stride: usize, tokens: i32, to: usize, scales: usize, begin: i32, end: i32,
): void {
  if (areMany(tokens)) {
    quantizeMany(inputs, columns, stride, tokens, to, scales, begin, end);
    return;
  }
  const inFours = RELAXED ? 0 : tokens & ~3;
  for (let t = begin; t < end; t++) {
    const step: usize = t < inFours ? 64 : 16;
    const first = t < inFours ? t & ~3 : t;
    const place = to + <usize>first * <usize>columns * 2 + <usize>((t - first) * 16);
    quantize(inputs + <usize>t * stride, columns, place, step, false, scales + <usize>t * 4, 2 * step, 2 * step);
  }
}

/** Bytes of the eights among so many tokens, which come before the others. */
@inline
export function eightsBytes(tokens: i32, columns: i32): usize {
  return <usize>(inEights(tokens) / EIGHT) * 7 * factorBytes(columns);
}

/** Where a token of many has its first two columns. */
@inline
export function placeAmongMany(token: i32, tokens: i32, columns: i32): usize {
  const eights = inEights(tokens);
  const pair = <usize>((token & 3) * 4);
  if (token >= eights) {
    return eightsBytes(tokens, columns) + <usize>((token - eights) & ~3) * <usize>columns * 2 + pair;
  }
  const factor = factorBytes(columns);
  return <usize>(token / EIGHT) * 7 * factor + placeOfFour(token, factor) + pair;
}

/**
 * As `quantizeInputs`, for products that widen weights once for all tokens: those that are left by the eights of `eight-layout.ts` lie
 * [tokens/4][columns/2][4][2]. `begin` is a multiple of eight, and `end` as well unless it is `tokens`.
 */
export function quantizeMany(
  inputs: usize, columns: i32, stride: usize, tokens: i32, to: usize, scales: usize, begin: i32, end: i32,
): void {
  const eights = inEights(tokens);
  const factor = factorBytes(columns);
  for (let t = begin; t < end; t++) {
    const place = to + placeAmongMany(t, tokens, columns);
    const forth = t < eights ? factor : FACTOR_BYTES;
    const back = t < eights ? FACTOR_BYTES - factor : FACTOR_BYTES;
    quantize(inputs + <usize>t * stride, columns, place, 64, true, scales + <usize>t * 4, forth, back);
    if (t < eights && t % EIGHT == EIGHT - 1) finishEight(to + <usize>(t / EIGHT) * 7 * factor, columns);
  }
}

/** Makes an eight's factors, with zeros where the last columns have no second half. */
function finishEight(eight: usize, columns: i32): void {
  const factor = factorBytes(columns);
  if (columns & 16) {
    memory.fill(eight + 2 * factor - FACTOR_BYTES, 0, FACTOR_BYTES);
    memory.fill(eight + 5 * factor - FACTOR_BYTES, 0, FACTOR_BYTES);
  }
  makeFactors(eight, factor);
}
