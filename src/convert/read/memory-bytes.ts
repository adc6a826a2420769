import type { ByteSource, NamedBytes } from "../../contract/bytes.ts";
import { toUtf8 } from "../utf8.ts";

/** Bytes in memory as a file. */
export function memoryBytes(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    slice: (start, end) => memoryBytes(bytes.subarray(start, end)),
    arrayBuffer: async () => Uint8Array.from(bytes).buffer,
  };
}

/** A text that no file holds, as one of a folder under its name. */
export function textFile(path: string, text: string): [string, NamedBytes] {
  return [path, { path, bytes: memoryBytes(toUtf8(text)) }];
}
