import { END_OF_TEXT } from "../special-tokens.ts";
import type { ClassRecipe, ClassSource, FrameSource } from "./class-recipe.ts";
import {
  BYTE_DECODER,
  BYTE_LEVEL,
  bpeOf,
  decodersInOrder,
  MARK,
  metaspace,
  replace,
  robertaFrame,
  template,
} from "./part-makers.ts";
import { BEFORE_A_MASK, SENTENCE } from "./sentence-roles.ts";

/** Words as Qwen2's tokenizer in transformers cuts them. */
const QWEN2 =
  "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

function byteLevel(otherwise: boolean) {
  return ({ model, settings }: ClassSource) => ({
    normalizer: null,
    pre_tokenizer: { ...BYTE_LEVEL, add_prefix_space: settings.flag("add_prefix_space", otherwise) },
    decoder: BYTE_DECODER,
    model: bpeOf(model),
  });
}

/** GPT-2's own, also of CodeGen. */
export const GPT2_CLASS: ClassRecipe = {
  kind: "BPE",
  roles: { bos_token: END_OF_TEXT, eos_token: END_OF_TEXT, unk_token: END_OF_TEXT },
  build: (source) => ({
    ...byteLevel(false)(source),
    pre_tokenizer: { ...BYTE_LEVEL, add_prefix_space: source.settings.optional("add_prefix_space", false) },
  }),
};

const roberta: ClassRecipe = {
  kind: "BPE",
  roles: SENTENCE,
  build: byteLevel(false),
  frame({ settings, piece }: FrameSource) {
    return robertaFrame(piece("cls_token"), piece("sep_token"), {
      trim_offsets: settings.flag("trim_offsets", true),
      add_prefix_space: settings.flag("add_prefix_space", false),
    });
  },
};

const blenderbot: ClassRecipe = {
  kind: "BPE",
  roles: SENTENCE,
  flags: BEFORE_A_MASK,
  build: byteLevel(true),
};

const gptNeoX: ClassRecipe = {
  kind: "BPE",
  roles: {
    bos_token: "<|endoftext|>",
    eos_token: "<|endoftext|>",
    unk_token: "<|endoftext|>",
    pad_token: "<|padding|>",
  },
  build: (source) => ({ ...byteLevel(false)(source), normalizer: { type: "NFC" } }),
  frame: () => null,
};

const qwen2: ClassRecipe = {
  kind: "BPE",
  roles: { eos_token: "<|endoftext|>", unk_token: "<|endoftext|>", pad_token: "<|endoftext|>" },
  addsPlain: true,
  build: ({ model, settings }) => ({
    normalizer: { type: "NFC" },
    pre_tokenizer: {
      type: "Sequence",
      pretokenizers: [
        { type: "Split", pattern: { Regex: QWEN2 }, behavior: "Isolated", invert: false },
        { ...BYTE_LEVEL, add_prefix_space: settings.optional("add_prefix_space", false), use_regex: false },
      ],
    },
    decoder: BYTE_DECODER,
    model: bpeOf(model),
  }),
};

const openAiGpt: ClassRecipe = {
  kind: "BPE",
  roles: { unk_token: "<unk>" },
  build: ({ model, settings }) => ({
    normalizer: {
      type: "BertNormalizer",
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: "BertPreTokenizer" },
    decoder: { type: "BPEDecoder", suffix: "</w>" },
    model: bpeOf(model, { unk_token: settings.token("unk_token"), end_of_word_suffix: "</w>" }),
  }),
};

const unmark = [replace(MARK, " "), { type: "ByteFallback" as const }, { type: "Fuse" as const }];

const llama: ClassRecipe = {
  kind: "BPE",
  roles: { bos_token: "<s>", eos_token: "</s>", unk_token: "<unk>" },
  vocabFile: "tokenizer.model",
  build({ model, settings }) {
    const prepends = settings.optional("add_prefix_space", true);
    const scheme = settings.flag("legacy", false) ? "always" : "first";
    return {
      normalizer: null,
      pre_tokenizer: metaspace(prepends ? scheme : "never", false),
      decoder: decodersInOrder([
        ...unmark,
        ...(prepends ? [{ type: "Strip" as const, content: " ", start: 1, stop: 0 }] : []),
      ]),
      model: bpeOf(model, { fuse_unk: true, byte_fallback: true }),
    };
  },
};

const gemma: ClassRecipe = {
  kind: "BPE",
  roles: { bos_token: "<bos>", eos_token: "<eos>", unk_token: "<unk>", pad_token: "<pad>", mask_token: "<mask>" },
  build: ({ model, settings }) => ({
    normalizer: replace(" ", MARK),
    pre_tokenizer: { type: "Split", pattern: { String: " " }, behavior: "MergedWithPrevious", invert: false },
    decoder: decodersInOrder(unmark),
    model: bpeOf(model, { fuse_unk: true, unk_token: settings.token("unk_token"), byte_fallback: true }),
  }),
};

const deberta: ClassRecipe = {
  kind: "BPE",
  roles: {
    bos_token: "[CLS]",
    eos_token: "[SEP]",
    unk_token: "[UNK]",
    sep_token: "[SEP]",
    pad_token: "[PAD]",
    cls_token: "[CLS]",
    mask_token: "[MASK]",
  },
  build: byteLevel(false),
  frame: ({ piece }) => template([piece("cls_token")], [piece("sep_token")]),
};

/** Classes over pairs of bytes or characters. */
export const BYTE_PAIR_CLASSES: Readonly<Record<string, ClassRecipe>> = {
  RobertaTokenizer: roberta,
  BartTokenizer: roberta,
  LongformerTokenizer: roberta,
  LEDTokenizer: roberta,
  MvpTokenizer: roberta,
  BlenderbotTokenizer: blenderbot,
  GPTNeoXTokenizer: gptNeoX,
  Qwen2Tokenizer: qwen2,
  OpenAIGPTTokenizer: openAiGpt,
  LlamaTokenizer: llama,
  Phi3Tokenizer: llama,
  GemmaTokenizer: gemma,
  DebertaTokenizer: deberta,
};
