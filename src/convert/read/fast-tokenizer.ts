import type { NamedBytes } from "../../contract/bytes.ts";
import { quoted } from "../../contract/malformed.ts";
import type { Json } from "../../contract/strict-json.ts";
import { readJsonObject } from "./json-file.ts";
import { READ_LIMITS } from "./limits.ts";
import { type AddedToken, type BpeParts, mismatch, parseVocab } from "./token-table.ts";

/** Normalizers without a pattern or table of their own. */
const NORMALIZERS = ["NFC", "NFD", "NFKC", "NFKD", "Lowercase"];

/** Takes a `tokenizer.json` apart: only byte-level BPE, and nothing that brings a pattern along. */
export async function readFastTokenizer(file: NamedBytes): Promise<BpeParts> {
  const { path } = file;
  const json = await readJsonObject(file, READ_LIMITS.tokenizerBytes);
  const model = json.get("model");
  if (!(model instanceof Map) || (model.get("type") ?? "BPE") !== "BPE") throw foreign(path, "its model is not BPE");
  for (const option of [
    "continuing_subword_prefix",
    "end_of_word_suffix",
    "byte_fallback",
    "ignore_merges",
    "dropout",
  ]) {
    if (model.get(option)) throw foreign(path, `it uses ${option}`);
  }
  if (typeOf(json.get("decoder")) !== "ByteLevel") throw foreign(path, "its decoder is not ByteLevel");
  const normalizer = typeOf(json.get("normalizer"));
  if (normalizer !== undefined && !NORMALIZERS.includes(normalizer)) {
    throw foreign(path, `it has the normalizer ${quoted(normalizer)}`);
  }
  return {
    path,
    vocab: parseVocab(model.get("vocab"), path),
    merges: parseMerges(model.get("merges"), path),
    added: parseAdded(json.get("added_tokens") ?? [], path),
    ...(normalizer === undefined ? {} : { normalizer }),
    addPrefixSpace: addsPrefixSpace(json.get("pre_tokenizer")),
  };
}

function foreign(path: string, why: string) {
  return mismatch(path, `this is not GPT-2's kind of tokenizer: ${why}.`, "Byte-level BPE is supported.");
}

function typeOf(part: Json | undefined): string | undefined {
  if (part === undefined || part === null) return undefined;
  const type = part instanceof Map ? part.get("type") : undefined;
  return typeof type === "string" ? type : "unknown";
}

/** Of the repository's pre-tokenizer only this flag is taken; the pattern is always GPT-2's own. */
function addsPrefixSpace(preTokenizer: Json | undefined): boolean {
  if (!(preTokenizer instanceof Map)) return false;
  const steps = preTokenizer.get("pretokenizers");
  const all = Array.isArray(steps) ? steps : [preTokenizer];
  return all.some(
    (step) => step instanceof Map && step.get("type") === "ByteLevel" && step.get("add_prefix_space") === true,
  );
}

/** Merges are written as `left right`, in newer files as `[left, right]`. */
function parseMerges(value: Json | undefined, path: string): string[] {
  if (!Array.isArray(value)) throw mismatch(path, "has no merges.");
  return value.map((merge: Json) => {
    const pair = Array.isArray(merge) ? merge : typeof merge === "string" ? merge.split(" ") : [];
    if (pair.length !== 2 || pair.some((part) => typeof part !== "string" || part.includes(" "))) {
      throw mismatch(path, "has a merge that is no pair.");
    }
    return pair.join(" ");
  });
}

function parseAdded(value: Json, path: string): AddedToken[] {
  if (!Array.isArray(value)) throw mismatch(path, "has added_tokens that are no list.");
  return value.map((token: Json) => {
    const id = token instanceof Map ? token.get("id") : undefined;
    if (!(token instanceof Map) || typeof id !== "number") throw mismatch(path, "has an added token without id.");
    return addedToken(id, token, path);
  });
}

/** An added token from its description; flags that are not given are off. */
export function addedToken(id: number, token: ReadonlyMap<string, Json>, path: string): AddedToken {
  const content = token.get("content");
  if (typeof content !== "string" || !Number.isSafeInteger(id) || id < 0) {
    throw mismatch(path, "has an added token without content.");
  }
  const flag = (name: string) => token.get(name) === true;
  return {
    id,
    content,
    single_word: flag("single_word"),
    lstrip: flag("lstrip"),
    rstrip: flag("rstrip"),
    normalized: flag("normalized"),
    special: flag("special"),
  };
}
