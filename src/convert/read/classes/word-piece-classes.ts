import type { ClassRecipe, ClassSource, FramePiece, FrameSource } from "./class-recipe.ts";
import { robertaFrame, template } from "./part-makers.ts";
import { BEFORE_A_MASK, SENTENCE } from "./sentence-roles.ts";

const VOCABULARY = "vocab.txt";
/** Ids that the classes take for tokens that a file says are none. */
const [CLS, SEP] = [2, 3];
const [MPNET_CLS, MPNET_SEP] = [0, 2];
/** Longer words are unknown as a whole. */
const LONGEST_WORD = 100;

function pieceOf({ settings, idOf }: FrameSource, role: string, otherwise: number): FramePiece {
  const content = settings.token(role);
  return { content, id: (settings.has(role) ? idOf(content) : undefined) ?? otherwise };
}

function build({ model, settings }: ClassSource) {
  return {
    normalizer: {
      type: "BertNormalizer" as const,
      clean_text: true,
      handle_chinese_chars: settings.flag("tokenize_chinese_chars", true),
      strip_accents: settings.flag("strip_accents", null),
      lowercase: settings.flag("do_lower_case", true),
    },
    pre_tokenizer: { type: "BertPreTokenizer" as const },
    decoder: { type: "WordPiece" as const, prefix: "##", cleanup: true },
    model: {
      type: "WordPiece" as const,
      unk_token: settings.token("unk_token"),
      continuing_subword_prefix: "##",
      max_input_chars_per_word: LONGEST_WORD,
      vocab: model.vocab,
    },
  };
}

const bert: ClassRecipe = {
  kind: "WordPiece",
  vocabFile: VOCABULARY,
  roles: {
    unk_token: "[UNK]",
    sep_token: "[SEP]",
    pad_token: "[PAD]",
    cls_token: "[CLS]",
    mask_token: "[MASK]",
  },
  build,
  frame: (source) => template([pieceOf(source, "cls_token", CLS)], [pieceOf(source, "sep_token", SEP)]),
};

const mpnet: ClassRecipe = {
  kind: "WordPiece",
  vocabFile: VOCABULARY,
  roles: {
    ...SENTENCE,
    unk_token: "[UNK]",
  },
  flags: BEFORE_A_MASK,
  build,
  frame: (source) => {
    const [cls, sep] = [pieceOf(source, "cls_token", MPNET_CLS), pieceOf(source, "sep_token", MPNET_SEP)];
    return robertaFrame(cls, sep, { trim_offsets: true, add_prefix_space: false });
  },
};

/** Classes over pieces of words, BERT's and those that are its own under another name. */
export const WORD_PIECE_CLASSES: Readonly<Record<string, ClassRecipe>> = {
  BertTokenizer: bert,
  DistilBertTokenizer: bert,
  ElectraTokenizer: bert,
  LayoutLMTokenizer: bert,
  LxmertTokenizer: bert,
  MobileBertTokenizer: bert,
  SqueezeBertTokenizer: bert,
  MPNetTokenizer: mpnet,
};
