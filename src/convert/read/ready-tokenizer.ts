import { parseStrictJson } from "../../contract/strict-json.ts";
import { type OpenedTokenizer, openTokenizer } from "./tokenizer.ts";
import type { Folder } from "./weight-files.ts";

/**
 * The tokenizer of a folder of graphs that somebody else exported, of all files that transformers reads for it: the ids are
 * those that a conversion of the same files gives.
 * @param config text of `config.json`
 * @param rows of the embedding
 * @throws Refusal of {@link openTokenizer}
 */
export async function openReadyTokenizer(folder: Folder, config: string, rows: number): Promise<OpenedTokenizer> {
  return openTokenizer(folder, { rows, tokenizerClass: tokenizerClassOf(config) });
}

/** `tokenizer_class` of a `config.json`. @throws Refusal `malformed_file` */
export function tokenizerClassOf(config: string): unknown {
  const json = parseStrictJson(config, "config.json");
  return json instanceof Map ? json.get("tokenizer_class") : undefined;
}
