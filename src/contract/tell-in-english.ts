import { failuresInEnglish } from "./failures-in-english.ts";
import { formatBytes } from "./format-bytes.ts";
import type { Saying } from "./outcome.ts";
import { type Piece, tellFailure, type Writing } from "./tell-failure.ts";

/** A failure in English sentences, as the command line and the API say it. */
export interface EnglishFailure {
  /** One sentence that names the file, tensor, parameter or address concerned. */
  readonly message: string;
  /** What to do next, as a sentence. */
  readonly hint?: string;
}

const PLAIN: Writing = {
  number: String,
  fixed: (value) => value.toFixed(1),
  bytes: formatBytes,
  list: (names) => names.join(", "),
  either: (names) => names.join(" or "),
};

/** Says a failure in English, numbers without marks between their digits, for programs and logs. */
export function tellInEnglish(failure: Saying): EnglishFailure {
  const { message, hint } = tellFailure(failure, failuresInEnglish, PLAIN);
  return { message: joinPieces(message), ...(hint !== undefined && { hint: joinPieces(hint) }) };
}

/** Both in one: what happened, and what to do next where that is known. */
export function describeInEnglish(failure: Saying): string {
  const { message, hint } = tellInEnglish(failure);
  return hint === undefined ? message : `${message} ${hint}`;
}

function joinPieces(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : piece.foreign)).join("");
}
