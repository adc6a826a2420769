import { refuse } from "../contract/outcome.ts";
import type { Continued } from "../contract/request.ts";
import type { ResolvedParameters } from "../contract/resolved-parameters.ts";

/** How long a text may grow, and from where; see `TokenRequest` for the others. */
export type Lengths = Pick<ResolvedParameters, "max_new_tokens" | "max_length" | "bos_token_id"> & {
  readonly beyond?: number | undefined;
  readonly truncate?: number | undefined;
  readonly continued?: Continued | undefined;
};

/**
 * A prompt that leaves no room in the context gives way to the new tokens that were asked for: to half the context at
 * most, and to a quarter where only `max_length` was given. One that is only read (0 new tokens) may fill it.
 */
export function roomForPrompt(
  length: number,
  parameters: Pick<Lengths, "max_new_tokens">,
  maxPositions: number,
): number {
  const isOnlyRead = parameters.max_new_tokens === 0;
  if (length < maxPositions || isOnlyRead) return Math.min(length, maxPositions);
  const wanted = parameters.max_new_tokens ?? Math.floor(maxPositions / 4);
  return maxPositions - Math.max(1, Math.min(wanted, Math.floor(maxPositions / 2)));
}

export function longestRow(promptLength: number, dropped: number, parameters: Lengths, maxPositions: number): number {
  const { max_new_tokens, max_length, beyond } = parameters;
  if (max_new_tokens !== null) return Math.min(promptLength + max_new_tokens, maxPositions);
  if (promptLength >= max_length && beyond !== undefined) return Math.min(promptLength + beyond, maxPositions);
  if (promptLength >= max_length) {
    throw refuse(
      "bad_request",
      "max_length",
      { tokens: promptLength + dropped, max_length },
      { subject: "max_length" },
    );
  }
  return Math.min(max_length, maxPositions);
}
