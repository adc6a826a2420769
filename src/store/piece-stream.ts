import type { BlobWriter } from "./blob-store.ts";

/** Bytes that may wait for their reader; then the host waits. */
const AHEAD_BYTES = 4 * 1024 * 1024;
/** In the place of bytes: those that follow are the file's from its beginning. */
export const AGAIN = "again";
type Piece = Uint8Array<ArrayBuffer> | typeof AGAIN;

/** A writer whose bytes come out of a stream; it has room while few of them wait there. */
export function openPieces(signal: AbortSignal) {
  let controller: ReadableStreamDefaultController<Piece> | undefined;
  let onRoom: (() => void) | undefined;
  let size = 0;
  const stream = new ReadableStream<Piece>(
    {
      start(own) {
        controller = own;
      },
      pull: () => onRoom?.(),
    },
    { highWaterMark: AHEAD_BYTES, size: (piece) => (piece === AGAIN ? 0 : piece.length) },
  );
  signal.addEventListener("abort", () => onRoom?.(), { once: true });
  const writer: BlobWriter = {
    get size() {
      return size;
    },
    write(chunk) {
      size += chunk.length;
      // The download uses its buffer again.
      controller?.enqueue(chunk.slice());
    },
    async room() {
      if ((controller?.desiredSize ?? 0) > 0 || signal.aborted) return;
      await new Promise<void>((resolve) => {
        onRoom = resolve;
      });
    },
    restart() {
      if (size > 0) controller?.enqueue(AGAIN);
      size = 0;
    },
    async close() {
      controller?.close();
    },
  };
  return { stream, writer, fail: (error: unknown) => controller?.error(error) };
}
