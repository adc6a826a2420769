import { bitsOf } from "./surprise.ts";
import type { PromptToken } from "./token-detail.ts";

const COLUMNS = ["position", "id", "token", "bytes", "offset", "logprob", "probability", "bits", "likeliest"];

/**
 * The tokens of a text as CSV (RFC 4180), one line each. Texts are JSON strings inside their cells: so spaces and line breaks can be
 * told apart, and no program takes one for a formula. Cells of what is not known are empty.
 */
export function tokensAsCsv(tokens: readonly PromptToken[]): string {
  const rows = tokens.map(({ id, text, bytes, offset, logprob, top }, position) => [
    position,
    id,
    JSON.stringify(text),
    bytes?.join(" ") ?? "",
    offset,
    ...(logprob === null ? ["", "", ""] : [logprob, Math.exp(logprob), bitsOf(logprob)]),
    top[0] === undefined ? "" : JSON.stringify(top[0].text),
  ]);
  return [COLUMNS, ...rows].map((cells) => `${cells.map(cellOf).join(",")}\r\n`).join("");
}

function cellOf(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
