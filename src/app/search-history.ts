import type { HistoryEntry } from "./history-entry.ts";

/** Entries whose prompt or text has all words of a query. */
export function searchHistory(entries: readonly HistoryEntry[], query: string): HistoryEntry[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ prompt, texts, model }) => {
    const text = [prompt, ...texts, model].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
