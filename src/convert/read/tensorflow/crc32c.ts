import { crc32, makeTables } from "../../../contract/crc32.ts";

let tables: Int32Array | undefined;

/** What TensorFlow adds to a turned checksum, so that one over bytes with checksums in them stays apart from them. */
const MASK = 0xa282_ead8;

/** The masked CRC-32C (Castagnoli) that TensorFlow writes, from 0 to 2^32 - 1. */
export function maskedCrc32c(bytes: Uint8Array): number {
  tables ??= makeTables(0x82f6_3b78);
  const crc = crc32(bytes, 0, tables);
  return (((crc >>> 15) | (crc << 17)) + MASK) >>> 0;
}
