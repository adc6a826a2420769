import type { ByteSource, NamedBytes } from "../../../contract/bytes.ts";

/** The same files, counting the bytes that are really read: an exact measure of what a reader takes into memory. */
export function metered(files: readonly NamedBytes[]): { files: NamedBytes[]; bytesRead(): number } {
  let read = 0;
  const watch = (bytes: ByteSource): ByteSource => ({
    size: bytes.size,
    slice: (start, end) => watch(bytes.slice(start, end)),
    arrayBuffer() {
      read += bytes.size;
      return bytes.arrayBuffer();
    },
  });
  return { files: files.map(({ path, bytes }) => ({ path, bytes: watch(bytes) })), bytesRead: () => read };
}
