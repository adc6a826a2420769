import { getTextEncoding } from "@bufbuild/protobuf/wire";
import type { ByteSource, NamedBytes } from "../../contract/bytes.ts";
import { malformed, overLimit } from "../../contract/malformed.ts";
import { Refusal } from "../../contract/outcome.ts";

/**
 * Bytes `start` up to, not including, `end` of a file.
 * @throws Refusal `malformed_file` when the file ends before, `storage` when the device fails to read
 */
export async function readRange(file: NamedBytes, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  if (!(Number.isSafeInteger(start) && Number.isSafeInteger(end) && 0 <= start && start <= end)) {
    throw malformed(file.path, `bytes ${start} to ${end} cannot be asked for.`);
  }
  if (end > file.bytes.size) throw malformed(file.path, `ends at byte ${file.bytes.size}, before ${end}.`);
  return readWhole(file.path, file.bytes.slice(start, end), end - start);
}

/** All bytes of a part of a file. */
export async function readWhole(path: string, bytes: ByteSource, size = bytes.size): Promise<Uint8Array<ArrayBuffer>> {
  const buffer = await bytes.arrayBuffer().catch(() => {
    throw new Refusal("storage", `${path} could not be read.`, {
      subject: path,
      hint: "It may have been moved or changed: choose it again.",
    });
  });
  if (buffer.byteLength !== size) throw malformed(path, `returned ${buffer.byteLength} bytes, expected ${size}.`);
  return new Uint8Array(buffer);
}

/** A text file, strictly UTF-8. */
export async function readText(file: NamedBytes, limit: number): Promise<string> {
  if (file.bytes.size > limit) throw overLimit(file.path, `${file.bytes.size} bytes are too many`, limit);
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
    throw malformed(path, "is not UTF-8.");
  }
}
