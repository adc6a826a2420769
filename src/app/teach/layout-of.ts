import type { TextLayout } from "../../contract/training.ts";

/** How texts lie in a file of that name. */
export function layoutOf(name: string): TextLayout {
  if (/\.(?:csv|tsv)$/i.test(name)) return "csv";
  return /\.(?:jsonl|ndjson)$/i.test(name) ? "jsonl" : "auto";
}
