import type { TextLayout } from "../contract/training.ts";
import { refuseAbout } from "../contract/refuse-file.ts";
import { cellsOf, guessColumn, readTable } from "./read-table.ts";

/** What of a file is trained on. */
export interface FoundTexts {
  /** Clean, none twice, in the order of the file. */
  readonly texts: readonly string[];
  /** How many were left out: the same text again, or nothing but white space, signs or an address. */
  readonly leftOut: { readonly repeated: number; readonly empty: number; readonly addresses: number };
}

/** Where JSON Lines have their texts, unless another field is named. */
const FIELD = "text";

/**
 * Cuts a file into texts.
 * @param path of the file, for messages
 * @param field that holds the text: of an object in JSON Lines, `text` where none is named; a column of CSV, else the likeliest
 * @throws Refusal `bad_request` with the number of a line that is not JSON, or has no such text; of {@link readTable}
 */
export function readTexts(file: string, path: string, layout: TextLayout = "auto", field?: string): FoundTexts {
  if (layout !== "csv") return cleanTexts(piecesOf(file, path, layout, field ?? FIELD));
  const table = readTable(file, path);
  const column = field ?? guessColumn(table);
  return cleanTexts(column === undefined ? [] : cellsOf(table, column, path));
}

function piecesOf(file: string, path: string, layout: Exclude<TextLayout, "csv">, field: string): string[] {
  const clean = file.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  if (layout !== "jsonl") return cut(clean, layout);
  return clean.split("\n").flatMap((line, i) => fromJson(line, i + 1, field, path));
}

/** Leaves out what cannot be learned from, and what comes twice. */
function cleanTexts(pieces: readonly string[]): FoundTexts {
  const seen = new Set<string>();
  const leftOut = { repeated: 0, empty: 0, addresses: 0 };
  for (const piece of pieces) {
    const text = piece.normalize("NFC").replace(/\r\n?/g, "\n").trim();
    if (text === "") continue;
    if (/^\S*:\/\/\S+$/.test(text)) leftOut.addresses++;
    else if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)) leftOut.empty++;
    else if (seen.has(text)) leftOut.repeated++;
    else seen.add(text);
  }
  return { texts: [...seen], leftOut };
}

/** Lines of a paragraph, in the mean: with more, blank lines part lists of texts. */
const FEW_LINES = 8;

function cut(file: string, layout: "auto" | "lines" | "paragraphs"): string[] {
  const paragraphs = file.split(/\n[ \t]*\n+/).filter((text) => text.trim() !== "");
  const lines = paragraphs.flatMap((text) => text.trim().split("\n"));
  const areTexts = paragraphs.length > 1 && lines.length <= FEW_LINES * paragraphs.length;
  return layout === "paragraphs" || (layout === "auto" && areTexts) ? paragraphs : file.split("\n");
}

function fromJson(json: string, line: number, field: string, path: string): string[] {
  if (json.trim() === "") return [];
  const parsed = parseJson(json, line, path);
  const isObject = typeof parsed === "object" && parsed !== null;
  const text: unknown = isObject ? Object.entries(parsed).find(([key]) => key === field)?.[1] : parsed;
  if (typeof text !== "string") throw refuseAbout("bad_request", path, "text_field", { line, field });
  return [text];
}

function parseJson(json: string, line: number, path: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw refuseAbout("bad_request", path, "text_line", { line });
  }
}
