import type { ForwardPass } from "../contract/forward-pass.ts";

export interface PositionOptions {
  /** Tokens in one forward pass: 1 is token by token (decode), more is prefill. Default 64, or what `judgeText` finds best. */
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
interface Positions {
  readonly targets: readonly number[];
  /** [targets, vocabSize]; valid until the next piece. */
  readonly logits: Float32Array;
}

/** A piece of a text on its way through the model. */
interface TextPiece {
  readonly tokens: readonly number[];
  /** The token after each; none where the piece is context only, and needs no logits. */
  readonly targets: readonly number[];
}

/**
 * Cuts a text into pieces, in windows where it is longer than the context; the cache is emptied before each window. Every token
 * after the context is a target exactly once. The caller runs each piece through the model before it asks for the next.
 */
export async function* textPieces(
  forward: ForwardPass,
  ids: readonly number[],
  options: PositionOptions = {},
): AsyncGenerator<TextPiece> {
  const window = Math.min(options.window ?? forward.maxPositions, forward.maxPositions);
  const stride = options.stride ?? Math.max(1, Math.floor(window / 2));
  const chunk = options.chunk ?? 64;
  let scored = Math.max(1, options.context ?? 1);
  for (let begin = 0; scored < ids.length; begin += stride) {
    await forward.reorder([]);
    const end = Math.min(begin + window, ids.length - 1);
    for (let at = begin; at < end; ) {
      await options.pause?.();
      // Tokens that an earlier window scored are context only.
      const isContext = at + 1 < scored;
      const next = Math.min(at + chunk, isContext ? Math.min(scored - 1, end) : end);
      yield { tokens: ids.slice(at, next), targets: isContext ? [] : ids.slice(at + 1, next + 1) };
      at = next;
    }
    scored = Math.max(scored, end + 1);
  }
}

/** Runs a text through the model: the logits before every token after the context. */
export async function* textPositions(
  forward: ForwardPass,
  ids: readonly number[],
  options?: PositionOptions,
): AsyncGenerator<Positions> {
  for await (const { tokens, targets } of textPieces(forward, ids, options)) {
    const logits = await forward.forward([tokens], targets.length === 0 ? "last" : "all");
    if (targets.length > 0) yield { targets, logits };
  }
}
