import { Refusal } from "./outcome.ts";

/** A file that breaks its format's rules. `what` goes on after the file's name. */
export function malformed(path: string, what: string, hint?: string): Refusal {
  return new Refusal("malformed_file", `${path}: ${what}`, { subject: path, ...(hint ? { hint } : {}) });
}

/** A file over a limit of {@link READ_LIMITS}. */
export function overLimit(path: string, what: string, limit: number): Refusal {
  return new Refusal("limit_exceeded", `${path}: ${what}; ${limit} is the most.`, { subject: path });
}

/** A text of a foreign file inside a message: in quotes, control characters escaped, not longer than a line. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
