import { overLimit, quoted } from "../../contract/malformed.ts";
import { Refusal } from "../../contract/outcome.ts";
import type { Json } from "../../contract/strict-json.ts";
import { READ_LIMITS } from "./limits.ts";

/** A token that is looked for in the text before anything else. */
export interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly single_word: boolean;
  readonly lstrip: boolean;
  readonly rstrip: boolean;
  readonly normalized: boolean;
  readonly special: boolean;
}

/** Byte-level BPE as both kinds of tokenizer files describe it. */
export interface BpeParts {
  readonly path: string;
  readonly vocab: ReadonlyMap<string, number>;
  /** `left right`, the first goes first. */
  readonly merges: readonly string[];
  readonly added: readonly AddedToken[];
  /** Unicode normalization by the name that `tokenizer.json` has for it. */
  readonly normalizer?: string;
  readonly addPrefixSpace: boolean;
}

/** A tokenizer that is none, is not GPT-2's kind, or does not belong to the weights. */
export function mismatch(path: string, what: string, hint?: string): Refusal {
  return new Refusal("tokenizer_mismatch", `${path}: ${what}`, { subject: path, ...(hint ? { hint } : {}) });
}

/** @throws Refusal when it is no map of texts to ids, or too long a one */
export function parseVocab(value: Json | undefined, path: string): Map<string, number> {
  if (!(value instanceof Map) || value.size === 0) throw mismatch(path, "has no vocabulary.");
  if (value.size > READ_LIMITS.tokens) throw overLimit(path, `${value.size} tokens are too many`, READ_LIMITS.tokens);
  const vocab = new Map<string, number>();
  for (const [token, id] of value) {
    if (typeof id !== "number" || !Number.isSafeInteger(id) || id < 0) {
      throw mismatch(path, `the token ${quoted(token)} has no id.`);
    }
    vocab.set(token, id);
  }
  return vocab;
}

/**
 * Checks that every id stands for exactly one token and has its row in the embedding: a table with other ids would turn
 * the same weights into another model. Rows without a token are common: padded embeddings, tokens that were removed.
 * @param rows of the embedding
 */
export function checkTokens({ path, vocab, merges, added }: BpeParts, rows: number): void {
  const ids = new Map([...vocab].map(([token, id]) => [id, token]));
  if (ids.size !== vocab.size) throw mismatch(path, "two tokens have the same id.");
  if (added.length > READ_LIMITS.addedTokens)
    throw overLimit(path, "added tokens are too many", READ_LIMITS.addedTokens);
  const contents = new Set<string>();
  for (const { id, content } of added) {
    checkContent(content, path);
    if (contents.has(content)) throw mismatch(path, `the added token ${quoted(content)} comes twice.`);
    contents.add(content);
    if ((vocab.get(content) ?? id) !== id || (ids.get(id) ?? content) !== content) {
      throw mismatch(path, `the added token ${quoted(content)} has the id ${id} of another one.`);
    }
    ids.set(id, content);
  }
  for (const id of ids.keys()) {
    if (id >= rows) {
      throw mismatch(
        path,
        `the token ${quoted(ids.get(id) ?? "")} has the id ${id}, but the embedding has ${rows} rows.`,
        "Tokenizer and weights do not belong together, or the embedding was not resized for added tokens.",
      );
    }
  }
  for (const merge of merges) checkMerge(merge, vocab, path);
}

function checkContent(content: string, path: string): void {
  if (content === "") throw mismatch(path, "an added token is empty.");
  if (content.length > READ_LIMITS.addedTokenCharacters) {
    throw overLimit(
      path,
      `an added token of ${content.length} characters is too long`,
      READ_LIMITS.addedTokenCharacters,
    );
  }
}

function checkMerge(merge: string, vocab: ReadonlyMap<string, number>, path: string): void {
  const [left = "", right = "", ...rest] = merge.split(" ");
  if (rest.length === 0 && vocab.has(left) && vocab.has(right) && vocab.has(left + right)) return;
  throw mismatch(path, `the merge ${quoted(merge)} does not lead from tokens to a token.`);
}
