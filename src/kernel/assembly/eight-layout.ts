import { check, get128, put128 } from "./memory";

// How the inputs of eight tokens of a product lie: as Strassen's method in Winograd's form wants them. Sixteen outputs
// of eight tokens are four products of halves, A of the weights and B of the inputs,
//   C11 = A11 B11 + A12 B21, C12 = A11 B12 + A12 B22, C21 = A21 B11 + A22 B21, C22 = A21 B12 + A22 B22,
// where the first index of C is eight of the outputs, the second four of the tokens, and of A and B the inner one is 16 of each 32
// columns. That takes eight products, and here seven: of sums and differences, which are made of the inputs once for all outputs, and of
// the weights once for all tokens. All are integers and fit: four inputs of 14 bits in 16.

/** Tokens side by side. */
export const EIGHT: i32 = 8;
/** Bytes of 32 columns in one of the seven factors, half of each, int16: for weights of 4 bits [4 tokens][16], for int8 [16/2][4 tokens][2]. */
export const FACTOR_BYTES: usize = 128;
/** Bytes of 32 columns of eight tokens: B11, B21, T2, T1, B22, T3, T4, as they are multiplied one after the other. */
export const EIGHT_BYTES: usize = 7 * FACTOR_BYTES;
/** Bytes of a token in one factor, for weights of 4 bits. */
export const HALF_BYTES: usize = 32;

/** From so many tokens on it pays: what is made of the weights takes as long as the seventh part of 32 tokens. Of 16 rows it cost 6 %. */
const FEWEST: i32 = 40;

/** How many of some tokens, the first ones, lie in eights. The relaxed build multiplies bytes, which sums would not fit. */
@inline
export function inEights(tokens: i32): i32 {
  return RELAXED || tokens < FEWEST ? 0 : tokens & ~(EIGHT - 1);
}

/**
 * Bytes of a factor for int8 weights, where each factor has its part of all columns, one behind the other; for weights of 4 bits
 * all seven of 32 columns lie together.
 */
@inline
export function factorBytes(columns: i32): usize {
  return <usize>((columns + 31) >> 5) * FACTOR_BYTES;
}

/** Where the four tokens that a token of an eight belongs to have their first half: B11, or what T1 is made of. */
@inline
export function placeOfFour(token: i32, factor: usize): usize {
  return token & 4 ? 3 * factor : 0;
}

/**
 * Makes the factors, of so many bytes each, of an eight whose halves B11, B21, B12 and B22 were written: T1 = B12 - B11, T2 = B22 - T1,
 * T3 = B22 - B12 and T4 = B21 - T2.
 */
@inline
export function makeFactors(eight: usize, factor: usize): void {
  check(eight, 7 * factor);
  for (const end = eight + factor; eight < end; eight += 16) {
    const b12 = get128(eight + 3 * factor);
    const b22 = get128(eight + 4 * factor);
    const t1 = i16x8.sub(b12, get128(eight));
    const t2 = i16x8.sub(b22, t1);
    put128(eight + 2 * factor, t2);
    put128(eight + 3 * factor, t1);
    put128(eight + 5 * factor, i16x8.sub(b22, b12));
    put128(eight + 6 * factor, i16x8.sub(get128(eight + factor), t2));
  }
}

/**
 * Copies 32 columns of the first four tokens, or of the second, from factors of so many bytes: B12 is T1 + B11. Of each half some `bytes` at
 * a time, those of the first before those of the second.
 */
@inline
export function copyFour(eight: usize, factor: usize, second: bool, to: usize, bytes: usize): void {
  const other = eight + (second ? 4 * factor : factor);
  for (let i: usize = 0; i < FACTOR_BYTES; i += bytes) {
    for (let k: usize = 0; k < bytes; k += 16) {
      const first = get128(eight + i + k);
      put128(to + 2 * i + k, second ? i16x8.add(first, get128(eight + 3 * factor + i + k)) : first);
      put128(to + 2 * i + bytes + k, get128(other + i + k));
    }
  }
}
