import { unsupported } from "../../../tokenizer/refuse.ts";
import type { ScoredToken } from "../../../tokenizer/schema/model.ts";
import type { ClassRecipe, ClassSettings } from "./class-recipe.ts";
import { mbart, xlmRoberta, camembert, barthez } from "./fairseq-classes.ts";
import { inOrderOf, precompiled, replace, template } from "./part-makers.ts";
import { BEFORE_A_MASK } from "./sentence-roles.ts";
import { contentOf, lowered, marked, only, schemeOf, unigram } from "./unigram-settings.ts";

const PIECES = "spiece.model";
const MOST_EXTRA = 4096;

const extraIds = (count: number) => Array.from({ length: count }, (_, index) => `<extra_id_${index}>`);
const extraCount = (settings: ClassSettings) => settings.count("extra_ids", 100, MOST_EXTRA);

const t5: ClassRecipe = {
  kind: "Unigram",
  vocabFile: PIECES,
  roles: { eos_token: "</s>", unk_token: "<unk>", pad_token: "<pad>" },
  build: (source) => ({
    normalizer: only(precompiled(source.charsmap)),
    ...marked("always"),
    model: unigram(source, "T5Tokenizer", 2),
  }),
  frame: ({ piece }) => template([], [{ ...piece("eos_token"), content: "</s>" }]),
  further(listed, settings) {
    const count = extraCount(settings);
    if (listed === undefined) return extraIds(count);
    const known = listed.filter((token) => contentOf(token).includes("<extra_id_"));
    if (known.length === 0) return [...listed, ...extraIds(count)];
    if (count > 0 && count !== known.length) throw unsupported("tokenizer_config.json", "extra_ids", count);
    return listed;
  },
  fromPieces: (pieces, settings) => [
    ...pieces,
    ...extraIds(extraCount(settings))
      .reverse()
      .map((token): ScoredToken => [token, 0]),
  ],
};

const QUOTES = [replace("``", '"'), replace("''", '"')];

const xlnet: ClassRecipe = {
  kind: "Unigram",
  vocabFile: PIECES,
  roles: {
    bos_token: "<s>",
    eos_token: "</s>",
    unk_token: "<unk>",
    sep_token: "<sep>",
    pad_token: "<pad>",
    cls_token: "<cls>",
    mask_token: "<mask>",
  },
  flags: BEFORE_A_MASK,
  build: (source) => ({
    normalizer: inOrderOf([
      ...QUOTES,
      { type: "NFKD" },
      { type: "StripAccents" },
      ...lowered(source.settings, false),
      ...precompiled(source.charsmap),
    ]),
    ...marked("always"),
    model: unigram(source, "XLNetTokenizer", source.unknownId ?? source.settings.count("unk_id", 0, 2 ** 31)),
  }),
  frame: ({ piece }) => template([], [piece("sep_token"), piece("cls_token")]),
  further: (listed) => listed ?? ["<eop>", "<eod>"],
};

const albert: ClassRecipe = {
  kind: "Unigram",
  vocabFile: PIECES,
  roles: {
    bos_token: "[CLS]",
    eos_token: "[SEP]",
    unk_token: "<unk>",
    sep_token: "[SEP]",
    pad_token: "<pad>",
    cls_token: "[CLS]",
    mask_token: "[MASK]",
  },
  build: (source) => ({
    normalizer: inOrderOf([
      ...QUOTES,
      ...(source.settings.flag("keep_accents", false)
        ? []
        : [{ type: "NFKD" as const }, { type: "StripAccents" as const }]),
      ...lowered(source.settings, true),
      ...precompiled(source.charsmap),
    ]),
    ...marked(schemeOf(source.settings)),
    model: unigram(source, "AlbertTokenizer", 1),
  }),
  frameOtherwise({ settings, model }) {
    const piece = (role: string, content: string) => {
      const id = model.vocab.get(settings.token(role));
      if (id === undefined) throw unsupported("tokenizer_config.json", role, settings.token(role));
      return { content, id };
    };
    return template([piece("cls_token", "[CLS]")], [piece("sep_token", "[SEP]")]);
  },
};

/** Classes over SentencePiece's tokens with scores. */
export const UNIGRAM_CLASSES: Readonly<Record<string, ClassRecipe>> = {
  T5Tokenizer: t5,
  XLNetTokenizer: xlnet,
  AlbertTokenizer: albert,
  MBartTokenizer: mbart,
  XLMRobertaTokenizer: xlmRoberta,
  CamembertTokenizer: camembert,
  BarthezTokenizer: barthez,
};
