import { expect, it } from "vitest";
import { maskedCrc32c } from "./crc32c.ts";

/** As LevelDB's and TensorFlow's own tests have it: what is written is the checksum turned by 15 bits, plus a number. */
function unmask(masked: number): number {
  const turned = (masked - 0xa282_ead8) >>> 0;
  return ((turned >>> 17) | (turned << 15)) >>> 0;
}

it.each([
  // RFC 3720, B.4.
  ["32 zeros", new Uint8Array(32), 0x8a91_36aa],
  ["32 bytes of ones", new Uint8Array(32).fill(0xff), 0x62a8_ab43],
  ["0 to 31", Uint8Array.from({ length: 32 }, (_, i) => i), 0x46dd_794e],
  ["31 to 0", Uint8Array.from({ length: 32 }, (_, i) => 31 - i), 0x113f_db5c],
  ["123456789, whose end is no multiple of four", new TextEncoder().encode("123456789"), 0xe306_9283],
])("of %s", (_, bytes, crc) => {
  expect(unmask(maskedCrc32c(bytes))).toBe(crc);
});
