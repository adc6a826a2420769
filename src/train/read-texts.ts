import { refuseAbout } from "../contract/refuse-file.ts";

/** How texts lie in a file. `auto`: paragraphs where blank lines part them every few lines, else lines. */
export const TEXT_LAYOUTS = ["auto", "lines", "paragraphs", "jsonl"] as const;
export type TextLayout = (typeof TEXT_LAYOUTS)[number];

/** What of a file is trained on. */
export interface FoundTexts {
  /** Clean, none twice, in the order of the file. */
  readonly texts: readonly string[];
  /** How many were left out: the same text again, or nothing but white space, signs or an address. */
  readonly leftOut: { readonly repeated: number; readonly empty: number; readonly addresses: number };
}

/**
 * Cuts a file into texts.
 * @param path of the file, for messages
 * @param field of an object in JSON Lines that holds the text
 * @throws Refusal `bad_request` with the number of a line that is not JSON, or has no such text
 */
export function readTexts(file: string, path: string, layout: TextLayout = "auto", field = "text"): FoundTexts {
  const clean = file.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const seen = new Set<string>();
  const leftOut = { repeated: 0, empty: 0, addresses: 0 };
  const pieces =
    layout === "jsonl"
      ? clean.split("\n").flatMap((line, i) => fromJson(line, i + 1, field, path))
      : cut(clean, layout);
  for (const piece of pieces) {
    const text = piece.normalize("NFC").trim();
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

function cut(file: string, layout: TextLayout): string[] {
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
