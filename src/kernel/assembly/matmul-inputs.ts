/** Whether token `t` of `tokens` is one of four whose inputs lie [columns/8][4][8], to be read as one stream. */
@inline
function amongFour(t: i32, tokens: i32): bool {
  return !RELAXED && t < (tokens & ~3);
}

/** Where token `t` of `tokens` begins in the inputs of a product; without three others it lies as [columns]. */
@inline
export function inputAddress(x: usize, t: i32, tokens: i32, columns: i32): usize {
  const first = amongFour(t, tokens) ? t & ~3 : t;
  return x + <usize>first * <usize>columns * 2 + <usize>(t - first) * 16;
}

/** Bytes from eight of its columns to the next eight. */
@inline
export function inputStep(t: i32, tokens: i32): usize {
  return amongFour(t, tokens) ? 64 : 16;
}
