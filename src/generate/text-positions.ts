import type { ForwardPass } from "../contract/forward-pass.ts";

export interface PositionOptions {
  /** Tokens in one forward pass: 1 is token by token (decode), more is prefill. Default 64. */
  readonly chunk?: number;
  /** Tokens of context in one window. Default: all that the model has. */
  readonly window?: number;
  /** Tokens that the window moves on; a token has at least window - stride before it. Default: half a window. */
  readonly stride?: number;
  /** Tokens at the beginning that are only read, never a target. Default 1, which is the least. */
  readonly context?: number;
  /** Awaited between forward passes; lets other messages in, and cancels by throwing. */
  readonly pause?: () => Promise<void>;
}

/** A piece of a text: what the model said before each token, and the token that came. */
export interface Positions {
  readonly targets: readonly number[];
  /** [targets, vocabSize]; valid until the next piece. */
  readonly logits: Float32Array;
}

/**
 * Runs a text through the model, in windows where it is longer than the context. Every token after the
 * context is a target exactly once.
 */
export async function* textPositions(
  forward: ForwardPass,
  ids: readonly number[],
  options: PositionOptions = {},
): AsyncGenerator<Positions> {
  const window = Math.min(options.window ?? forward.maxPositions, forward.maxPositions);
  const stride = options.stride ?? Math.max(1, Math.floor(window / 2));
  const chunk = options.chunk ?? 64;
  let scored = Math.max(1, options.context ?? 1);
  for (let begin = 0; scored < ids.length; begin += stride) {
    await forward.reorder([]);
    const end = Math.min(begin + window, ids.length - 1);
    for (let at = begin; at < end; ) {
      await options.pause?.();
      // Tokens that an earlier window scored are context only, and need no logits.
      const isContext = at + 1 < scored;
      const next = Math.min(at + chunk, isContext ? Math.min(scored - 1, end) : end);
      const logits = await forward.forward([ids.slice(at, next)], isContext ? "last" : "all");
      if (!isContext) yield { targets: ids.slice(at + 1, next + 1), logits };
      at = next;
    }
    scored = Math.max(scored, end + 1);
  }
}
