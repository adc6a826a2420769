/** The reflected polynomial of CRC-32 (ISO-HDLC), as zip, gzip and PNG use it. */
const POLYNOMIAL = 0xedb88320;

/** CRC-32 of bytes, from 0 to 2^32 - 1. Any change within 32 bits in a row changes it. */
export function crc32(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
  }
  return ~rest >>> 0;
}
