import { Inflate } from "fflate";
import { fromBase64Url } from "./base64-url.ts";
import { crc32 } from "./crc32.ts";

const CHECKSUM_BYTES = 4;
/** Bytes that a payload may unpack to; deflate could turn 64 KiB into 64 MiB. */
export const LONGEST_BODY = 262_144;
/** Bytes unpacked in one go: at most 264 KiB of output, deflate's ratio being 1032 at most. */
const SLICE = 256;

/**
 * What the payload may be in a value that other text may stick to: with line breaks taken out, or up to the first one;
 * without the `3D` that quoted-printable mail puts behind `=`; without the `_` that Markdown puts around.
 */
export function payloadsIn(value: string): readonly string[] {
  const runs = [value.replace(/[\s=]/g, ""), value.trimStart()].map((text) => /^[\w-]*/.exec(text)?.[0] ?? "");
  const shorter = runs.flatMap((run) => [run, run.replace(/^3D/i, "")]);
  return [...new Set(shorter.flatMap((run) => [run, run.replace(/[_-]+$/, "")]))];
}

/** Four bytes of CRC-32, then the bytes. */
export function withChecksum(packed: Uint8Array): Uint8Array {
  const whole = new Uint8Array(CHECKSUM_BYTES + packed.length);
  new DataView(whole.buffer).setUint32(0, crc32(packed));
  whole.set(packed, CHECKSUM_BYTES);
  return whole;
}

/** The bytes behind a checksum. @throws RangeError */
export function checked(bytes: Uint8Array): Uint8Array {
  const packed = bytes.subarray(CHECKSUM_BYTES);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== crc32(packed)) throw new RangeError("damaged");
  return packed;
}

/** The JSON value in a payload, `undefined` for whatever is none. */
export function unpack(payload: string, hasChecksum: boolean): unknown {
  try {
    const bytes = fromBase64Url(payload);
    return JSON.parse(new TextDecoder().decode(inflate(hasChecksum ? checked(bytes) : bytes)));
  } catch {
    return undefined;
  }
}

/** Unpacks little by little, so that a bomb is noticed before it has grown. @throws RangeError */
export function inflate(bytes: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const inflater = new Inflate((chunk, last) => {
    chunks.push(chunk);
    size += chunk.length;
    ended = last;
    if (size > LONGEST_BODY) throw new RangeError("too long");
  });
  for (let at = 0; at < bytes.length; at += SLICE) {
    inflater.push(bytes.subarray(at, at + SLICE), at + SLICE >= bytes.length);
  }
  if (!ended) throw new RangeError("cut");
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
