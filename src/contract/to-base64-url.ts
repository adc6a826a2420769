import { ALPHABET } from "./base64-url.ts";

/** Base64 with `-` and `_` and without padding, which needs no escape in an address (RFC 4648, section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
    const bits = (first << 16) | (second << 8) | third;
    const characters = Math.min(bytes.length - at, 3) + 1;
    for (let index = 0; index < characters; index++) text += ALPHABET[(bits >> (18 - 6 * index)) & 63];
  }
  return text;
}
