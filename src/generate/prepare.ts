import type { TextCodec, TokenRows } from "../contract/forward-pass.ts";
import { refuse } from "../contract/outcome.ts";
import { continuedRow, NOTHING_CONTINUED } from "./continued.ts";
import type { LogitsProcessor, ProcessedRow } from "./processors.ts";
import { type Lengths, roomForPrompt, longestRow } from "./prompt-length.ts";
import type { UnfinishedTokens } from "./text-state.ts";

/** A prompt as the loops take it. */
export interface PreparedPrompt {
  readonly ids: readonly number[];
  /** Oldest tokens that were dropped because the context has no room for them. */
  readonly dropped: number;
  /** Tokens that prompt and text may have together. */
  readonly longest: number;
  /** What `ids` and the dropped tokens stand for. */
  readonly text: string;
  /** The end of `ids` that is no whole character yet. */
  readonly begun: UnfinishedTokens;
  /** Where the prompt's end is written anew; see `healPrompt`. */
  readonly healing?: Healing;
}

/** What the processors are told of a prompt: its own tokens, whichever of them are written anew. */
export function processedRow({ ids, longest, healing }: PreparedPrompt): ProcessedRow {
  return { prompt: [...ids, ...(healing?.rewritten ?? [])], longest, restrict: healing?.restrict };
}

export interface Healing {
  /** How many tokens the prompt has as it was typed. */
  readonly typed: number;
  /** Characters of the prompt that the first new tokens write again. */
  readonly rest: number;
  /** Tokens behind `ids` that the new ones stand for as well: so many of these count as the prompt's. */
  readonly rewritten: readonly number[];
  /** Keeps the new tokens to the prompt's characters. */
  readonly restrict: LogitsProcessor;
}

/**
 * Encodes prompts, cuts those that are longer than the context, and decides how long each may grow.
 * @throws Refusal `tokenizer_mismatch` for a token that the model does not have; `bad_request` for an empty prompt where
 *   no token begins a text, and where `max_length` leaves no room for new tokens
 */
export function preparePrompts(
  prompts: TokenRows | readonly string[],
  parameters: Lengths,
  codec: TextCodec,
  { vocabSize, maxPositions }: { readonly vocabSize: number; readonly maxPositions: number },
): PreparedPrompt[] {
  const startedRow = (ids: readonly number[]) => {
    assertKnown(ids, vocabSize);
    return ids.length > 0 ? ids : [startToken(parameters, vocabSize)];
  };
  const encode = (text: string) =>
    startedRow([...(codec.prefix ?? []), ...codec.encode(text), ...(codec.suffix ?? [])]);
  return prompts.map((prompt) => {
    const { ids: all, begun } =
      typeof prompt === "string"
        ? continuedRow(prompt, parameters.continued ?? NOTHING_CONTINUED, codec, encode, vocabSize)
        : { ids: startedRow(prompt), begun: WHOLE };
    const wanted = Math.min(all.length, parameters.truncate ?? all.length);
    const ids = all.slice(-roomForPrompt(wanted, parameters, maxPositions));
    const dropped = all.length - ids.length;
    const text = typeof prompt === "string" ? prompt + (parameters.continued?.text ?? "") : codec.decode(prompt);
    return { ids, dropped, longest: longestRow(ids.length, dropped, parameters, maxPositions), text, begun };
  });
}

const WHOLE: UnfinishedTokens = { window: [], taken: 0 };

/** What a text starts from where nothing is given. The tokens that end a text say nothing of how one begins. */
function startToken({ bos_token_id }: Lengths, vocabSize: number): number {
  if (bos_token_id === null) {
    throw refuse("bad_request", "empty_prompt", {}, { subject: "prompt" });
  }
  if (bos_token_id >= vocabSize) {
    throw refuse(
      "bad_request",
      "unknown_bos",
      { token: `${bos_token_id}`, tokens: vocabSize },
      { subject: "bos_token_id" },
    );
  }
  return bos_token_id;
}

/** @throws Refusal `tokenizer_mismatch` for a token that the model does not have */
export function assertKnown(ids: readonly number[], vocabSize: number): void {
  const unknown = ids.find((id) => id >= vocabSize || id < 0);
  if (unknown !== undefined) {
    throw refuse(
      "tokenizer_mismatch",
      "foreign_id",
      { token: `${unknown}`, tokens: vocabSize },
      { subject: "tokenizer.json" },
    );
  }
}
