import { refuseOver, refuseTokenizer } from "../contract/refuse-file.ts";
import * as v from "valibot";
import { type Json, type JsonObject, parseStrictJson, parseStrictObject, plainJson } from "../contract/strict-json.ts";
import { mergedToken, pairOf } from "./bpe.ts";
import { TOKENIZER_LIMITS } from "./limits.ts";
import { vocabularySize } from "./make-tokenize.ts";
import { numberAdded } from "./number-added.ts";
import { unsupported } from "./refuse.ts";
import { type BpeModel, type Model, type TokenizerFile, tokenizerFile } from "./schema.ts";

/**
 * Reads a `tokenizer.json` as the tokenizers library does. Every field is compared with what is understood; the vocabulary
 * and the merges are checked.
 * @throws Refusal `malformed_file`, `limit_exceeded`, or `tokenizer_mismatch` that names file, field and value
 */
export function readTokenizerFile(text: string, path: string): TokenizerFile {
  return checkFile(parseFields(parseStrictObject(text, path), path), path);
}

/**
 * What the beginning of a `tokenizer.json` says, where only that is here: every field but vocabulary and merges, which
 * follow the others. Nothing where the beginning is something else: only the whole file can be judged then.
 * @throws Refusal `tokenizer_mismatch` that names file, field and value
 */
export function readTokenizerHead(text: string, path: string): TokenizerFile | undefined {
  const end = /"vocab"\s*:/.exec(text)?.index;
  if (end === undefined) return undefined;
  const json = parseHead(`${text.slice(0, end)}"vocab":{}}}`, path);
  const model = json?.get("model");
  if (!json?.has("decoder") || !(model instanceof Map)) return undefined;
  return parseFields(new Map([...json, ["model", withoutVocabulary(model)]]), path);
}

/** A model's beginning with what may follow its vocabulary. */
function withoutVocabulary(model: JsonObject): JsonObject {
  switch (model.get("type")) {
    case "WordPiece":
      return model;
    case "WordLevel":
      return new Map<string, Json>([["unk_token", ""], ...model]);
    case "Unigram":
      // Its unknown token is among those that are not here.
      return new Map<string, Json>([...model, ["unk_id", null], ["vocab", []]]);
    default:
      return new Map<string, Json>([["merges", []], ...model]);
  }
}

function parseHead(text: string, path: string): JsonObject | undefined {
  try {
    const json = parseStrictJson(text, path);
    return json instanceof Map ? json : undefined;
  } catch {
    return undefined;
  }
}

function parseFields(json: JsonObject, path: string): TokenizerFile {
  const result = v.safeParse(tokenizerFile, plainButVocabulary(json, path), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw unsupported(path, v.getDotPath(issue), valueAt(json, issue.path ?? []));
}

/** Plain objects for the schema, except what is large. */
function plainButVocabulary(json: JsonObject, path: string): object {
  const model = json.get("model");
  const rest = new Map(json);
  rest.delete("model");
  if (!(model instanceof Map)) return { ...Object(plainJson(rest)), model: plainJson(model ?? null) };
  const vocab = model.get("vocab");
  const count = vocab instanceof Map ? vocab.size : Array.isArray(vocab) ? vocab.length : 0;
  if (count > TOKENIZER_LIMITS.tokens) throw refuseOver(path, "tokens", { count, most: TOKENIZER_LIMITS.tokens });
  const parts = new Map<string, Json>(model);
  parts.delete("merges");
  parts.delete("vocab");
  const merges = model.has("merges") ? { merges: model.get("merges") } : {};
  return { ...Object(plainJson(rest)), model: { type: typeOf(model), ...Object(plainJson(parts)), vocab, ...merges } };
}

/** Older files leave the type out. */
function typeOf(model: JsonObject): string {
  if (Array.isArray(model.get("vocab"))) return "Unigram";
  if (model.has("continuing_subword_prefix") && model.has("max_input_chars_per_word")) return "WordPiece";
  return model.has("merges") || !model.has("unk_token") ? "BPE" : "WordLevel";
}

/** The value that an issue is about, as the file has it. */
function valueAt(json: Json, path: readonly { readonly key: unknown }[]): unknown {
  let value: unknown = json;
  for (const { key } of path) {
    if (value instanceof Map) value = value.get(String(key));
    else if (Array.isArray(value)) value = value[Number(key)];
  }
  return value instanceof Map ? (value.get("type") ?? "{…}") : Array.isArray(value) ? "[…]" : value;
}

/** @throws Refusal for a vocabulary, merges or added tokens that do not fit together */
export function checkFile(file: TokenizerFile, path: string): TokenizerFile {
  const { model, added_tokens } = file;
  if (added_tokens.length > TOKENIZER_LIMITS.addedTokens)
    throw refuseOver(path, "added_tokens", { count: added_tokens.length, most: TOKENIZER_LIMITS.addedTokens });
  for (const { content } of added_tokens) {
    if (content.length > TOKENIZER_LIMITS.addedTokenCharacters)
      throw refuseOver(path, "added_token", {
        characters: content.length,
        most: TOKENIZER_LIMITS.addedTokenCharacters,
      });
  }
  if (model.vocab.size === 0 && added_tokens.length === 0) throw refuseTokenizer(path, "no_vocabulary", {});
  if (new Set(model.vocab.values()).size !== model.vocab.size) throw refuseTokenizer(path, "same_id", {});
  checkModel(model, path);
  const { ids } = numberAdded(added_tokens, model.vocab, vocabularySize(model));
  for (const token of added_tokens) checkDeclaredId(token, ids, model.vocab, path);
  return file;
}

function checkModel(model: Model, path: string): void {
  if (model.type === "BPE") checkMerges(model, path);
  if (model.type === "Unigram" && model.unk_id !== null && !(model.unk_id >= 0 && model.unk_id < model.scored.length))
    throw refuseTokenizer(path, "unk_id", { id: `${model.unk_id}`, tokens: model.scored.length });
  if (model.type === "WordPiece" || model.type === "Unigram") checkLengths(model, path);
}

/** @throws Refusal for tokens that would take too long to look for, or too much memory */
function checkLengths({ vocab }: Model, path: string): void {
  let total = 0;
  for (const { length } of vocab.keys()) {
    total += length;
    if (length > TOKENIZER_LIMITS.tokenCharacters)
      throw refuseOver(path, "token_length", { characters: length, most: TOKENIZER_LIMITS.tokenCharacters });
  }
  if (total > TOKENIZER_LIMITS.allCharacters)
    throw refuseOver(path, "token_lengths", { characters: total, most: TOKENIZER_LIMITS.allCharacters });
}

function checkMerges(model: BpeModel, path: string): void {
  for (const merge of model.merges) {
    const [left, right] = pairOf(merge) ?? [];
    const made = left !== undefined && right !== undefined && mergedToken(left, right, model.continuing_subword_prefix);
    const known = made && model.vocab.has(made) && model.vocab.has(left) && model.vocab.has(right);
    if (!known) throw refuseTokenizer(path, "merge", { merge: [merge].flat().join(" ") });
  }
}

/** An added token may have another id than its file says, but not that of another token. */
export function checkDeclaredId(
  { id, content }: { readonly id: number; readonly content: string },
  ids: ReadonlyMap<string, number>,
  vocab: ReadonlyMap<string, number>,
  path: string,
): void {
  if (ids.get(content) === id) return;
  for (const [other, taken] of vocab) {
    if (taken !== id || other === content) continue;
    throw refuseTokenizer(path, "id_taken", { id: `${id}`, other, token: content });
  }
}
