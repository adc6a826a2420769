import { check, get128, put128 } from "./memory";

// How the inputs of eight tokens of a product with 4-bit weights lie: as Strassen's method in Winograd's form wants them. Sixteen outputs
// of eight tokens are four products of halves, A of the weights and B of the inputs,
//   C11 = A11 B11 + A12 B21, C12 = A11 B12 + A12 B22, C21 = A21 B11 + A22 B21, C22 = A21 B12 + A22 B22,
// where the first index of C is eight of the outputs, the second four of the tokens, and of A and B the inner one is 16 of a block's 32
// columns. That takes eight products, and here seven: of sums and differences, which are made of the inputs once for all outputs, and of
// the weights once for all tokens. All are integers and fit: four inputs of 14 bits in 16.

/** Tokens side by side. */
export const EIGHT: i32 = 8;
/** Bytes of one of the seven factors: int16 [4 tokens][16 columns]. */
export const FACTOR_BYTES: usize = 128;
/** Bytes of a block of 32 columns of eight tokens: B11, B21, T2, T1, B22, T3, T4, as they are multiplied one after the other. */
export const EIGHT_BYTES: usize = 7 * FACTOR_BYTES;
/** Where the second four tokens' halves are put, which T1 is made of, and B22 as well. */
const SECOND_FOUR: usize = 3 * FACTOR_BYTES;
/** Bytes of a token in one factor. */
const HALF_BYTES: usize = 32;

/** From so many tokens on it pays: what is made of the weights takes as long as the seventh part of 32 tokens. Of 16 rows it cost 6 %. */
const FEWEST: i32 = 40;

/** How many of some tokens, the first ones, lie in eights. The relaxed build multiplies bytes, which sums would not fit. */
@inline
export function inEights(tokens: i32): i32 {
  return RELAXED || tokens < FEWEST ? 0 : tokens & ~(EIGHT - 1);
}

/** Where a token's first half is in its eight. */
@inline
export function placeInEight(token: i32): usize {
  return (token & 4 ? SECOND_FOUR : 0) + <usize>(token & 3) * HALF_BYTES;
}

/**
 * Makes the factors of an eight whose halves B11, B21, B12 and B22 were written: T1 = B12 - B11, T2 = B22 - T1, T3 = B22 - B12 and
 * T4 = B21 - T2.
 */
@inline
export function makeFactors(eight: usize): void {
  check(eight, EIGHT_BYTES);
  for (const end = eight + FACTOR_BYTES; eight < end; eight += 16) {
    const b12 = get128(eight + SECOND_FOUR);
    const b22 = get128(eight + 4 * FACTOR_BYTES);
    const t1 = i16x8.sub(b12, get128(eight));
    const t2 = i16x8.sub(b22, t1);
    put128(eight + 2 * FACTOR_BYTES, t2);
    put128(eight + 3 * FACTOR_BYTES, t1);
    put128(eight + 5 * FACTOR_BYTES, i16x8.sub(b22, b12));
    put128(eight + 6 * FACTOR_BYTES, i16x8.sub(get128(eight + FACTOR_BYTES), t2));
  }
}

/** Copies a block of the first four tokens, or of the second, to [4 tokens][32 columns]: B12 is T1 + B11. */
@inline
export function copyFour(eight: usize, second: bool, to: usize): void {
  const other = eight + (second ? 4 * FACTOR_BYTES : FACTOR_BYTES);
  for (let i: usize = 0; i < FACTOR_BYTES; i += HALF_BYTES) {
    for (let k: usize = 0; k < HALF_BYTES; k += 16) {
      const first = get128(eight + i + k);
      put128(to + 2 * i + k, second ? i16x8.add(first, get128(eight + SECOND_FOUR + i + k)) : first);
      put128(to + 2 * i + HALF_BYTES + k, get128(other + i + k));
    }
  }
}
