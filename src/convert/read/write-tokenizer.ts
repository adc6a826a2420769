import { pairOf } from "../../tokenizer/bpe.ts";
import type { TokenizerFile } from "../../tokenizer/schema.ts";
import type { Merge, Model } from "../../tokenizer/schema/model.ts";
import type { TokenizerFiles } from "../checkpoint.ts";
import { unusedByGpt2 } from "./tokenizer-parts.ts";

const ROLES = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"];

/** The tokenizer's two files: for GPT-2's class where that gives the same, so that older readers take them as well. */
export function writeTokenizer(
  file: TokenizerFile,
  roles: ReadonlyMap<string, string>,
  maxPositions: number,
): TokenizerFiles {
  return {
    tokenizer: JSON.stringify(tokenizerJson(file)),
    tokenizerConfig: `${JSON.stringify(tokenizerConfig(file, roles, maxPositions), undefined, 2)}\n`,
  };
}

function tokenizerJson({ model, post_processor, ...file }: TokenizerFile): object {
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: file.added_tokens,
    normalizer: file.normalizer,
    pre_tokenizer: file.pre_tokenizer,
    post_processor: withoutMaps(post_processor ?? NO_POST_PROCESSOR),
    decoder: file.decoder,
    model: modelJson(model),
  };
}

function modelJson(model: Model): object {
  if (model.type === "Unigram") {
    const { type, unk_id, byte_fallback, scored } = model;
    return { type, unk_id, vocab: scored, byte_fallback };
  }
  const vocab = Object.fromEntries(model.vocab);
  return model.type === "BPE" ? { ...model, vocab, merges: mergesJson(model.merges) } : { ...model, vocab };
}

/** As text where that can be, which older readers need. */
function mergesJson(merges: readonly Merge[]): readonly Merge[] {
  const pairs = merges.map(pairOf).filter((pair) => pair !== undefined);
  return pairs.flat().some((token) => token.includes(" ")) ? pairs : pairs.map((pair) => pair.join(" "));
}

/** What GPT-2's own file has: nothing of it changes ids. */
const NO_POST_PROCESSOR = { type: "ByteLevel", add_prefix_space: false, trim_offsets: false, use_regex: true };

function withoutMaps(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, withoutMaps(item)]));
  if (Array.isArray(value)) return value.map(withoutMaps);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutMaps(item)]));
}

/** Roles are kept where their token exists. `model_max_length` is the model's own length, not the repository's claim. */
function tokenizerConfig(file: TokenizerFile, roles: ReadonlyMap<string, string>, maxPositions: number): object {
  const exists = (token: string) =>
    file.model.vocab.has(token) || file.added_tokens.some(({ content }) => content === token);
  const isGpt2 = unusedByGpt2(file).length === 0 && file.pre_tokenizer?.type === "ByteLevel";
  return {
    ...Object.fromEntries([...roles].filter(([role, token]) => ROLES.includes(role) && exists(token))),
    ...(file.pre_tokenizer?.type === "ByteLevel" ? { add_prefix_space: file.pre_tokenizer.add_prefix_space } : {}),
    clean_up_tokenization_spaces: false,
    errors: "replace",
    model_max_length: maxPositions,
    tokenizer_class: isGpt2 ? "GPT2Tokenizer" : "PreTrainedTokenizerFast",
  };
}
