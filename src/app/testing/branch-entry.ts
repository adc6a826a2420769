import type { HistoryEntry } from "../history-entry.ts";

/** A run after the prompt "life". @param begun what was written before, and continued @param written one text, or several */
export function branchEntry(id: number, begun: string, written: string | readonly string[]): HistoryEntry {
  const continued = begun === "" ? {} : { continued: { text: begun, ids: [1] } };
  const texts = [written].flat();
  return { v: 1, id, at: id, model: "quotes", prompt: `life${begun}`, ...continued, texts, parameters: { seed: id } };
}
