/** Drawn anew for each page, so that no file can be made whose keys all fall on one place. */
const SEED = Math.floor(Math.random() * 2 ** 32);

/** Where a pair of numbers of 32 bits lies in a hash table, before it is cut to the table's size. */
export function scatter(left: number, right: number): number {
  return mix(mix(left ^ SEED) ^ right);
}

/** Every bit of the result depends on every bit given (the finalizer of MurmurHash3). */
function mix(bits: number): number {
  const half = Math.imul(bits ^ (bits >>> 16), 0x85eb_ca6b);
  const whole = Math.imul(half ^ (half >>> 13), 0xc2b2_ae35);
  return whole ^ (whole >>> 16);
}
