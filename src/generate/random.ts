/** Numbers in [0, 1), uniform, 32 bits each. */
export type RandomStream = () => number;

/**
 * The random numbers of one sample: xoshiro128** (Blackman and Vigna, 2018), its state filled by splitmix32 from the
 * request's seed and the sample's number. A sample draws from its own stream only, so that it comes out the same
 * alone, among others and in a batch of prompts.
 * @param seed integer in [0, 2^32)
 */
export function randomStream(seed: number, sample: number): RandomStream {
  const fill = splitmix32(seed ^ Math.imul(sample, 0x9e37_79b9));
  let [a, b, c, d] = [fill(), fill(), fill(), fill()];
  return () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return (result >>> 0) / 4_294_967_296;
  };
}

function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e37_79b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0_aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a_2d97);
    return mixed ^ (mixed >>> 15);
  };
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
