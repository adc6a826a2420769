import { refuse } from "../../contract/outcome.ts";
import { refuseFile, refuseOver } from "../../contract/refuse-file.ts";
import { getTextEncoding } from "@bufbuild/protobuf/wire";
import type { ByteSource, NamedBytes } from "../../contract/bytes.ts";

/**
 * Bytes `start` up to, not including, `end` of a file.
 * @throws Refusal `malformed_file` when the file ends before, `storage` when the device fails to read
 */
export async function readRange(file: NamedBytes, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  if (!(Number.isSafeInteger(start) && Number.isSafeInteger(end) && 0 <= start && start <= end)) {
    throw refuseFile(file.path, "range", { start: `${start}`, end: `${end}` });
  }
  if (end > file.bytes.size) throw refuseFile(file.path, "ends_before", { size: `${file.bytes.size}`, end: `${end}` });
  return readWhole(file.path, file.bytes.slice(start, end), end - start);
}

/** All bytes of a part of a file. */
export async function readWhole(path: string, bytes: ByteSource, size = bytes.size): Promise<Uint8Array<ArrayBuffer>> {
  const buffer = await bytes.arrayBuffer().catch(() => {
    throw refuse("storage", "unreadable", { path }, { subject: path });
  });
  if (buffer.byteLength !== size) throw refuseFile(path, "short_read", { got: buffer.byteLength, wanted: size });
  return new Uint8Array(buffer);
}

/** A text file, strictly UTF-8. */
export async function readText(file: NamedBytes, limit: number): Promise<string> {
  if (file.bytes.size > limit) throw refuseOver(file.path, "file_bytes", { bytes: file.bytes.size, most: limit });
  return decodeText(await readWhole(file.path, file.bytes), file.path);
}

/** The beginning of a text that is only shown: too much of it is cut off, and wrong bytes become U+FFFD. */
export async function readStart(file: NamedBytes, limit: number): Promise<string> {
  return getTextEncoding().decodeUtf8(await readRange(file, 0, Math.min(file.bytes.size, limit)));
}

/** @throws Refusal `malformed_file` for bytes that are not UTF-8 */
export function decodeText(bytes: Uint8Array, path: string): string {
  try {
    return getTextEncoding().decodeUtf8(bytes, true);
  } catch {
    throw refuseFile(path, "not_utf8", {});
  }
}
