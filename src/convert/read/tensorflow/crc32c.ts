/** Castagnoli's polynomial, its bits the other way round. */
const POLYNOMIAL = 0x82f6_3b78;
/** What TensorFlow adds to a turned checksum, so that one over bytes with checksums in them stays apart from them. */
const MASK = 0xa282_ead8;

let tables: Int32Array | undefined;

/** Of a byte, then of it with one to three zeros behind: four bytes are taken at once. */
function makeTables(): Int32Array {
  const made = new Int32Array(4 * 256);
  for (let i = 0; i < made.length; i++) {
    const before = made[i - 256] ?? 0;
    let crc = i < 256 ? i : before;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    made[i] = crc;
  }
  return made;
}

/** The masked CRC-32C that TensorFlow writes behind blocks and for tensors, from 0 to 2^32 - 1. */
export function maskedCrc32c(bytes: Uint8Array): number {
  tables ??= makeTables();
  const t = tables;
  const whole = bytes.length - (bytes.length % 4);
  let crc = -1;
  for (let i = 0; i < whole; i += 4) {
    crc ^= (bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8) | ((bytes[i + 2] ?? 0) << 16) | ((bytes[i + 3] ?? 0) << 24);
    crc =
      (t[768 + (crc & 255)] ?? 0) ^
      (t[512 + ((crc >>> 8) & 255)] ?? 0) ^
      (t[256 + ((crc >>> 16) & 255)] ?? 0) ^
      (t[crc >>> 24] ?? 0);
  }
  for (let i = whole; i < bytes.length; i++) crc = (t[(crc ^ (bytes[i] ?? 0)) & 255] ?? 0) ^ (crc >>> 8);
  const final = crc ^ -1;
  return (((final >>> 15) | (final << 17)) + MASK) >>> 0;
}
