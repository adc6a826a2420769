import type { NamedBytes } from "../../contract/bytes.ts";
import { overLimit } from "../../contract/malformed.ts";
import type { Json, JsonObject } from "../../contract/strict-json.ts";
import { addedToken } from "./fast-tokenizer.ts";
import { readJsonObject } from "./json-file.ts";
import { READ_LIMITS } from "./limits.ts";
import { readText } from "./read-range.ts";
import type { SpecialTokens } from "./special-tokens.ts";
import { type AddedToken, type BpeParts, parseVocab } from "./token-table.ts";
import type { Folder } from "./weight-files.ts";

/** GPT-2's only special token, which no file of the first releases mentions. */
const END_OF_TEXT = "<|endoftext|>";

export interface SlowFiles {
  readonly vocab: NamedBytes;
  readonly merges: NamedBytes;
  readonly folder: Folder;
  readonly config: JsonObject;
  readonly special: SpecialTokens;
}

/** `vocab.json` and `merges.txt` with what lies beside them, as the tokenizer in Python puts them together. */
export async function readSlowTokenizer({ vocab, merges, folder, config, special }: SlowFiles): Promise<BpeParts> {
  const table = parseVocab(await readJsonObject(vocab, READ_LIMITS.tokenizerBytes), vocab.path);
  const addedFile = folder.get("added_tokens.json");
  const extra = addedFile ? await readJsonObject(addedFile, READ_LIMITS.jsonBytes) : new Map<string, Json>();
  const ids = extra.size > 0 ? parseVocab(extra, "added_tokens.json") : new Map<string, number>();
  return {
    path: vocab.path,
    vocab: table,
    merges: parseMergesText(await readText(merges, READ_LIMITS.tokenizerBytes)),
    added: addedTokens(table, ids, config, special),
    addPrefixSpace: config.get("add_prefix_space") === true,
  };
}

/** One merge per line below a line with the version. */
function parseMergesText(text: string): string[] {
  const lines = text.split("\n").map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
  return lines.filter((line, index) => line !== "" && !(index === 0 && line.startsWith("#version")));
}

/**
 * Tokens with an id of their own, and special tokens out of the vocabulary. Flags come from `added_tokens_decoder`
 * (`tokenizer_config.json` since transformers 4.34), before that from the special tokens' descriptions.
 */
function addedTokens(
  vocab: ReadonlyMap<string, number>,
  ids: ReadonlyMap<string, number>,
  config: JsonObject,
  special: SpecialTokens,
): AddedToken[] {
  const found = new Map<string, AddedToken>();
  for (const token of decoderTokens(config)) found.set(token.content, token);
  const all = new Set([...ids.keys(), ...special.described.keys(), END_OF_TEXT]);
  if (all.size > READ_LIMITS.addedTokens)
    throw overLimit("added_tokens.json", "tokens are too many", READ_LIMITS.addedTokens);
  for (const content of all) {
    const id = ids.get(content) ?? vocab.get(content);
    if (id === undefined || found.has(content)) continue;
    const description = special.described.get(content);
    const flags = new Map<string, Json>([...(description ?? []), ["content", content]]);
    flags.set("special", description !== undefined || content === END_OF_TEXT);
    found.set(content, addedToken(id, flags, "added_tokens.json"));
  }
  return [...found.values()].sort((a, b) => a.id - b.id);
}

function decoderTokens(config: JsonObject): AddedToken[] {
  const decoder = config.get("added_tokens_decoder");
  if (!(decoder instanceof Map)) return [];
  return [...decoder].map(([id, token]) =>
    addedToken(Number(id), token instanceof Map ? token : new Map(), "tokenizer_config.json"),
  );
}
