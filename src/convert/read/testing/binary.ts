import type { NamedBytes } from "../../../contract/bytes.ts";
import { memoryBytes } from "../memory-bytes.ts";

const encoder = new TextEncoder();

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

export function concat(parts: readonly (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Little-endian, `width` bytes; what does not fit is cut off. */
export function int(value: number | bigint, width: 1 | 2 | 4 | 8): Uint8Array {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  if (width === 8) view.setBigUint64(0, BigInt(value), true);
  else view.setUint32(0, Number(value), true);
  return bytes.subarray(0, width);
}

export function floats(values: readonly number[]): Uint8Array {
  return new Uint8Array(Float32Array.from(values).buffer);
}

/** A copy with other bytes at `at`. */
export function patched(
  bytes: Uint8Array,
  at: number,
  change: Uint8Array | readonly number[],
): Uint8Array<ArrayBuffer> {
  const copy = Uint8Array.from(bytes);
  copy.set(change, at);
  return copy;
}

export function file(path: string, content: string | Uint8Array): NamedBytes {
  return { path, bytes: memoryBytes(typeof content === "string" ? utf8(content) : content) };
}
