import type { TokenForm } from "../contract/forward-pass.ts";
import type { TextState, TextStep } from "./text-state.ts";

/**
 * Where a token begins in the text: a part of a character where the character does. Below 0 for one that begins in the
 * prompt.
 */
export function offsetOf(before: TextState, { state: after, stopped }: TextStep, token: TokenForm): number {
  // Bytes before a whole token that were to be a character are broken ones, and stand in the text by now.
  const isAfterBroken = before.window.length > 0 && token.bytes === undefined && !token.special && !stopped;
  const start = decidedLength(before) - before.rest;
  return isAfterBroken ? Math.max(start, decidedLength(after) - token.text.length) : start;
}

/** Characters of the text that no other token can change. */
export function decidedLength({ written, held, promptCharacters }: TextState): number {
  return written + held.length - promptCharacters;
}
