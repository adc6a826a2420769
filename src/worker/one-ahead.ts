/** A listener on another thread, and the wait for its last piece. */
interface OneAhead<Piece> {
  /** Resolves when the piece is on its way: when the one before it was taken. @throws what the listener threw */
  readonly send: (piece: Piece) => Promise<void>;
  /** Resolves when all pieces were taken. @throws what the listener threw */
  readonly taken: () => Promise<void>;
}

/**
 * Lets one piece be on its way while the next is computed: the listener's thread shows it meanwhile. Not more: whoever stops a run at
 * the token that they see gets at most one token more.
 */
export function oneAhead<Piece>(listener: (piece: Piece) => void | Promise<void>): OneAhead<Piece> {
  let last: Promise<void> = Promise.resolve();
  return {
    async send(piece) {
      await last;
      last = Promise.resolve(listener(piece));
      // Whoever waits for it next hears of its failure.
      last.catch(() => undefined);
    },
    taken: () => last,
  };
}
