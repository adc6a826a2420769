import type { ByteSource } from "../../contract/bytes.ts";

/** Pieces of a file one behind the other, as if they were one. */
export function joinBytes(pieces: readonly ByteSource[]): ByteSource {
  const [only] = pieces;
  if (only && pieces.length === 1) return only;
  return {
    size: pieces.reduce((sum, { size }) => sum + size, 0),
    slice(start, end) {
      let at = 0;
      return joinBytes(
        pieces.flatMap((piece) => {
          const [from, to] = [Math.max(start - at, 0), Math.min(end - at, piece.size)];
          at += piece.size;
          return from < to ? [piece.slice(from, to)] : [];
        }),
      );
    },
    async arrayBuffer() {
      const whole = new Uint8Array(this.size);
      let at = 0;
      for (const piece of pieces) {
        whole.set(new Uint8Array(await piece.arrayBuffer()), at);
        at += piece.size;
      }
      return whole.buffer;
    },
  };
}
