import { quoted } from "../../contract/malformed.ts";
import type { JsonObject } from "../../contract/strict-json.ts";
import type { TokenizerFiles } from "../checkpoint.ts";
import { readFastTokenizer } from "./fast-tokenizer.ts";
import { readJsonObject } from "./json-file.ts";
import { READ_LIMITS } from "./limits.ts";
import { readSlowTokenizer } from "./slow-tokenizer.ts";
import { type SpecialTokens, specialTokens } from "./special-tokens.ts";
import { type BpeParts, checkTokens, mismatch } from "./token-table.ts";
import type { Folder } from "./weight-files.ts";

/** Tokenizer classes of Python that cut text as GPT-2 does, or that say nothing about it. */
const CLASSES = [
  "GPT2Tokenizer",
  "GPT2TokenizerFast",
  "CodeGenTokenizer",
  "CodeGenTokenizerFast",
  "PreTrainedTokenizerFast",
  "TokenizersBackend",
];

/**
 * Reads a repository's tokenizer and writes it anew: vocabulary, merges and added tokens are taken over and checked, the
 * pattern that cuts text into words is always GPT-2's own, and a chat template is left out unread.
 * @param rows of the embedding: every token needs one
 * @throws Refusal `tokenizer_mismatch`, `malformed_file`, `limit_exceeded`, `no_usable_files`
 */
export async function readTokenizer(folder: Folder, rows: number, maxPositions: number): Promise<TokenizerFiles> {
  const config = await optionalJson(folder, "tokenizer_config.json");
  const wanted = config.get("tokenizer_class") ?? CLASSES[0];
  if (typeof wanted !== "string" || !CLASSES.includes(wanted)) {
    throw mismatch(
      "tokenizer_config.json",
      `the tokenizer ${quoted(String(wanted))} is not GPT-2's.`,
      `Supported: ${CLASSES.join(", ")}.`,
    );
  }
  const special = specialTokens([config, await optionalJson(folder, "special_tokens_map.json")]);
  const parts = await readParts(folder, config, special);
  checkTokens(parts, rows);
  const bos = config.get("add_bos_token") === true ? special.roles.get("bos_token") : undefined;
  return {
    tokenizer: JSON.stringify(tokenizerJson(parts, bos)),
    tokenizerConfig: `${JSON.stringify(tokenizerConfig(parts, special, maxPositions), undefined, 2)}\n`,
  };
}

async function readParts(folder: Folder, config: JsonObject, special: SpecialTokens): Promise<BpeParts> {
  const fast = folder.get("tokenizer.json");
  if (fast) return readFastTokenizer(fast);
  const [vocab, merges] = [folder.get("vocab.json"), folder.get("merges.txt")];
  if (vocab && merges) return readSlowTokenizer({ vocab, merges, folder, config, special });
  throw mismatch("The checkpoint", "has no tokenizer.", "Add tokenizer.json, or vocab.json and merges.txt.");
}

async function optionalJson(folder: Folder, name: string): Promise<JsonObject> {
  const file = folder.get(name);
  return file ? readJsonObject(file, READ_LIMITS.jsonBytes) : new Map();
}

function tokenizerJson(
  { vocab, merges, added, normalizer, addPrefixSpace }: BpeParts,
  bos: string | undefined,
): object {
  const byteLevel = { type: "ByteLevel", add_prefix_space: addPrefixSpace, trim_offsets: true, use_regex: true };
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: added,
    normalizer: normalizer === undefined ? null : { type: normalizer },
    pre_tokenizer: byteLevel,
    post_processor: postProcessor(added, vocab, bos) ?? { ...byteLevel, trim_offsets: false },
    decoder: { ...byteLevel, add_prefix_space: true },
    model: {
      type: "BPE",
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: "",
      end_of_word_suffix: "",
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(vocab),
      merges,
    },
  };
}

/** With `add_bos_token` every text begins with that token. */
function postProcessor(
  added: BpeParts["added"],
  vocab: BpeParts["vocab"],
  bos: string | undefined,
): object | undefined {
  const id = bos === undefined ? undefined : (added.find(({ content }) => content === bos)?.id ?? vocab.get(bos));
  if (bos === undefined || id === undefined) return undefined;
  const begin = { SpecialToken: { id: bos, type_id: 0 } };
  const text = (name: "A" | "B", type_id: number) => ({ Sequence: { id: name, type_id } });
  return {
    type: "TemplateProcessing",
    single: [begin, text("A", 0)],
    pair: [begin, text("A", 0), text("B", 1)],
    special_tokens: { [bos]: { id: bos, ids: [id], tokens: [bos] } },
  };
}

/** Roles are kept where their token exists. `model_max_length` is the model's own length, not the repository's claim. */
function tokenizerConfig(
  { vocab, added, addPrefixSpace }: BpeParts,
  special: SpecialTokens,
  maxPositions: number,
): object {
  const exists = (token: string) => vocab.has(token) || added.some(({ content }) => content === token);
  const defaults = ["bos_token", "eos_token", "unk_token"].map((role) => [role, "<|endoftext|>"] as const);
  const roles = [...defaults, ...special.roles].filter(([, token]) => exists(token));
  return {
    ...Object.fromEntries(roles),
    add_prefix_space: addPrefixSpace,
    clean_up_tokenization_spaces: false,
    errors: "replace",
    model_max_length: maxPositions,
    tokenizer_class: "GPT2Tokenizer",
  };
}
