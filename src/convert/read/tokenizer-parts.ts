import type { AddedToken } from "../../tokenizer/number-added.ts";
import type { TokenizerFile } from "../../tokenizer/schema.ts";

/** The parts of a file that GPT-2's tokenizer in transformers does not look at, where they would make a difference. */
export function unusedByGpt2({ normalizer, pre_tokenizer: pre, decoder, model }: TokenizerFile): string[] {
  if (model.type !== "BPE") return ["model"];
  const plainCut = pre?.type === "ByteLevel" && pre.use_regex;
  const options = [
    "unk_token",
    "continuing_subword_prefix",
    "end_of_word_suffix",
    "byte_fallback",
    "ignore_merges",
  ] as const;
  return [
    ...(normalizer === null ? [] : ["normalizer"]),
    ...(plainCut ? [] : ["pre_tokenizer"]),
    ...(decoder?.type === "ByteLevel" ? [] : ["decoder"]),
    ...options.filter((option) => model[option]).map((option) => `model.${option}`),
  ];
}

/** Whether a file is about bytes written as characters at all. */
export function isByteLevel({ pre_tokenizer: pre, decoder, normalizer }: TokenizerFile): boolean {
  return [pre, decoder, normalizer].some((part) => JSON.stringify(part)?.includes('"ByteLevel"'));
}

/** A part of {@link TokenizerFile} with its added tokens under the ids that the library gives them. */
export function withAdded(file: TokenizerFile, tokens: ReadonlyMap<number, AddedToken>): TokenizerFile {
  const added = [...tokens].sort(([a], [b]) => a - b).map(([id, token]) => ({ id, ...token }));
  return { ...file, added_tokens: added };
}
