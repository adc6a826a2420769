import * as v from "valibot";
import { refuseOver } from "../contract/refuse-file.ts";
import { type Json, type JsonObject, parseStrictJson, parseStrictObject, plainJson } from "../contract/strict-json.ts";
import { checkFile } from "./check-tokenizer.ts";
import { TOKENIZER_LIMITS } from "./limits.ts";
import { unsupported } from "./refuse.ts";
import { type TokenizerFile, tokenizerFile } from "./schema.ts";

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
