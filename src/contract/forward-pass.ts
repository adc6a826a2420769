import type { AdapterRack } from "./low-rank.ts";

/** Token ids of each row, oldest first. Rows may differ in length; a backend that needs padding pads by itself. */
export type TokenRows = readonly (readonly number[])[];

/** What a model says of a token after what is before it, in natural logarithms of plain probabilities. */
export interface Judgement {
  /** Of the token itself; NaN where the model does not have it. */
  readonly logprob: number;
  /** The likeliest tokens, likeliest first; of equals the one with the lower id. */
  readonly top: readonly { readonly id: number; readonly logprob: number }[];
}

/**
 * A GPT-2 with its key/value cache: the one interface that the token loop knows. Implemented by the CPU kernel and by
 * ONNX Runtime. One user at a time; calls must not overlap.
 */
export interface ForwardPass {
  readonly vocabSize: number;
  /** Longest row, in tokens, that the learned positions allow (`n_positions`). */
  readonly maxPositions: number;
  /**
   * Token ids held in the cache, a list per row, as far as the backend can go on from them with the same result as a
   * fresh run. A backend that cannot promise that returns no rows, and nothing is reused.
   */
  readonly cached: TokenRows;
  /**
   * True where logits are the same bit by bit, whether a row's tokens are given one at a time or several at once, and several cost less:
   * what a text may go on with is then computed along. Absent where either is not so.
   */
  readonly exactPieces?: true;
  /** Absent where the backend runs nothing but a model as it is. */
  readonly adapters?: AdapterRack;
  /**
   * Appends `ids[r]` (at least one) to row `r`. With an empty cache the number of rows is free, else it must equal
   * the rows held. Returns float32 logits: for `last` of shape [rows, vocabSize] at the last position of each row, for
   * `all` of every given token, rows one after the other: [sum of lengths, vocabSize]. The array is only valid until
   * the next call.
   * @throws Refusal `nan_logits`, `out_of_memory`, `gpu_lost`
   */
  forward(ids: TokenRows, want?: "last" | "all"): Promise<Float32Array>;
  /** Tokens that it computes at a time: after so many its thread can answer. Absent where it is not known. */
  readonly tokensAtOnce?: number;
  /**
   * As `forward` of one row's tokens, of all of which something is asked: what the model says of each token that comes after them,
   * `targets`, with at most 20 alternatives. Absent where the logits must be looked at.
   * @throws Refusal as `forward` does
   */
  judge?(ids: readonly number[], targets: readonly number[], alternatives: number): Promise<readonly Judgement[]>;
  /** New row `i` becomes old row `rows[i]`; drops, repeats and reorders rows. An empty list empties the cache. */
  reorder(rows: readonly number[]): Promise<void>;
  /** Keeps the first `length` positions of every row; 0 empties the cache. */
  truncate(length: number): Promise<void>;
  dispose(): Promise<void>;
}

/** A token by itself. */
export interface TokenForm {
  /** What it decodes to; of a special token its name, of an id without a token nothing. */
  readonly text: string;
  /** Its bytes where they are no whole characters, so that `text` cannot tell it from others. */
  readonly bytes?: readonly number[];
  /** True for what is left out of a text: special tokens, and ids without a token. */
  readonly special?: true;
}

/** The tokenizer as the token loop sees it. */
export interface TextCodec {
  /** Tokens that every prompt begins with (`add_bos_token`); {@link encode} leaves them out. */
  readonly prefix?: readonly number[];
  /** Tokens that every prompt ends with, where its tokenizer has a template that says so; rare with GPT-2. */
  readonly suffix?: readonly number[];
  /** True where a token's text depends on the tokens before it, so that a text cannot be decoded in pieces. */
  readonly contextual?: true;
  encode(text: string): number[];
  /** Bytes that are no whole UTF-8 character become U+FFFD. Special tokens are left out. */
  decode(ids: readonly number[]): string;
  /**
   * The beginning of the text of these tokens that no further token can change, where that is less than all of it: bytes
   * that others may make another character of, and spaces that what follows may close. Absent where nothing changes.
   */
  settle?(ids: readonly number[]): string;
  describe(id: number): TokenForm;
}
