import type { GenerateDelta } from "../contract/generate-result.ts";

type Listener = (delta: GenerateDelta) => void | Promise<void>;

/** A listener on another thread, and the wait for its last piece. */
interface OneAhead {
  /** Resolves when the piece is on its way: when the one before it was taken. @throws what the listener threw */
  readonly onDelta: (delta: GenerateDelta) => Promise<void>;
  /** Resolves when all pieces were taken. @throws what the listener threw */
  readonly taken: () => Promise<void>;
}

/**
 * Lets one piece be on its way while the next token is computed. Not more: whoever stops a run at the token that they
 * see gets at most one token more.
 */
export function oneAhead(listener: Listener): OneAhead {
  let last: Promise<void> = Promise.resolve();
  return {
    async onDelta(delta) {
      await last;
      last = Promise.resolve(listener(delta));
      // Whoever waits for it next hears of its failure.
      last.catch(() => undefined);
    },
    taken: () => last,
  };
}
