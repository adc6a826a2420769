import { quoted } from "../contract/malformed.ts";
import { Refusal } from "../contract/outcome.ts";

/** A tokenizer that is none, or does not belong to the weights. `what` goes on after the file's name. */
export function mismatch(path: string, what: string, hint?: string): Refusal {
  return new Refusal("tokenizer_mismatch", `${path}: ${what}`, { subject: path, ...(hint ? { hint } : {}) });
}

/** A part of a tokenizer that is not understood: obeying half of it would give other ids. */
export function unsupported(path: string, field: string, value: unknown): Refusal {
  const shown = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return mismatch(
    path,
    `${field} ${quoted(shown)} is not supported.`,
    "With this part left out, words would get other ids than in training.",
  );
}

/** A part that its maker does not understand; the message goes on after the part's name. */
export class NotUnderstood extends Error {}
