import type { Json } from "../../../contract/strict-json.ts";
import { unsupported } from "../../../tokenizer/refuse.ts";
import { makeUnigramModel, type ScoredToken } from "../../../tokenizer/schema/model.ts";
import type { Normalizer } from "../../../tokenizer/schema/normalizer.ts";
import { type ClassRecipe, type ClassSettings, type ClassSource, scoredTokens } from "./class-recipe.ts";
import { inOrderOf, markedWords, metaspace, precompiled, replace, replacePattern, template } from "./part-makers.ts";

const SENTENCE = {
  bos_token: "<s>",
  eos_token: "</s>",
  unk_token: "<unk>",
  sep_token: "</s>",
  pad_token: "<pad>",
  cls_token: "<s>",
  mask_token: "<mask>",
} as const;
const PIECES = "spiece.model";
const FAIRSEQ_PIECES = "sentencepiece.bpe.model";
const BEFORE_A_MASK = { mask_token: { lstrip: true } } as const;
const MOST_EXTRA = 4096;

function unigram({ model }: ClassSource, name: string, unknown: number | ((scored: readonly ScoredToken[]) => number)) {
  const scored = scoredTokens(model, name);
  const unk_id = typeof unknown === "number" ? unknown : unknown(scored);
  return makeUnigramModel({ unk_id, byte_fallback: false }, scored);
}

/** One normalizer where there is one, none where there is none. */
function only([first]: readonly Normalizer[]): Normalizer | null {
  return first ?? null;
}

function schemeOf(settings: ClassSettings): "always" | "never" {
  return settings.flag("add_prefix_space", true) ? "always" : "never";
}

const extraIds = (count: number) => Array.from({ length: count }, (_, index) => `<extra_id_${index}>`);
const extraCount = (settings: ClassSettings) => settings.count("extra_ids", 100, MOST_EXTRA);

const t5: ClassRecipe = {
  kind: "Unigram",
  vocabFile: PIECES,
  roles: { eos_token: "</s>", unk_token: "<unk>", pad_token: "<pad>" },
  build: (source) => ({
    normalizer: only(precompiled(source.charsmap)),
    pre_tokenizer: markedWords("always"),
    decoder: metaspace("always"),
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

function contentOf(token: Json): string {
  return token instanceof Map ? String(token.get("content")) : String(token);
}

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
      ...(source.settings.flag("do_lower_case", false) ? [{ type: "Lowercase" as const }] : []),
      ...precompiled(source.charsmap),
    ]),
    pre_tokenizer: markedWords("always"),
    decoder: metaspace("always"),
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
      ...(source.settings.flag("do_lower_case", true) ? [{ type: "Lowercase" as const }] : []),
      ...precompiled(source.charsmap),
    ]),
    pre_tokenizer: markedWords(schemeOf(source.settings)),
    decoder: metaspace(schemeOf(source.settings)),
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

/** SentencePiece's own first three become four, as fairseq numbers them. */
function asFairseq(
  pieces: readonly ScoredToken[],
  settings: ClassSettings,
  more: readonly string[] = [],
): ScoredToken[] {
  const first = ["bos_token", "pad_token", "eos_token", "unk_token"].map(
    (role): ScoredToken => [settings.token(role), 0],
  );
  const last = [...more, settings.token("mask_token")].map((token): ScoredToken => [token, 0]);
  return [...first, ...pieces.slice(3), ...last];
}

const LANGUAGES =
  "ar_AR cs_CZ de_DE en_XX es_XX et_EE fi_FI fr_XX gu_IN hi_IN it_IT ja_XX kk_KZ ko_KR lt_LT lv_LV my_MM ne_NP nl_XX ro_RO ru_RU si_LK tr_TR vi_VN zh_CN".split(
    " ",
  );

const mbart: ClassRecipe = {
  kind: "Unigram",
  vocabFile: FAIRSEQ_PIECES,
  roles: SENTENCE,
  flags: BEFORE_A_MASK,
  build: (source) => ({
    normalizer: null,
    pre_tokenizer: markedWords("always"),
    decoder: metaspace("always"),
    model: unigram(source, "MBartTokenizer", 3),
  }),
  frame({ piece, idOf, settings }) {
    const content = settings.text("src_lang") ?? "en_XX";
    const id = idOf(content);
    if (id === undefined) throw unsupported("tokenizer_config.json", "src_lang", content);
    return template([], [piece("eos_token"), { content, id }]);
  },
  further: (listed) => [...LANGUAGES, ...(listed ?? []).filter((token) => !LANGUAGES.includes(contentOf(token)))],
  fromPieces: (pieces, settings) => asFairseq(pieces, settings, LANGUAGES),
};

const xlmRoberta: ClassRecipe = {
  kind: "Unigram",
  vocabFile: FAIRSEQ_PIECES,
  roles: SENTENCE,
  build: (source) => ({
    normalizer: only(precompiled(source.charsmap)),
    pre_tokenizer: markedWords(schemeOf(source.settings)),
    decoder: metaspace(schemeOf(source.settings)),
    model: unigram(source, "XLMRobertaTokenizer", 3),
  }),
  frame: ({ piece }) => template([piece("bos_token")], [piece("eos_token")]),
  fromPieces: (pieces, settings) => asFairseq(pieces, settings),
};

const camembert: ClassRecipe = {
  ...xlmRoberta,
  flags: BEFORE_A_MASK,
  build: (source) => ({
    ...xlmRoberta.build(source),
    model: unigram(source, "CamembertTokenizer", (scored) =>
      Math.max(
        0,
        scored.findIndex(([token]) => token === source.settings.token("unk_token")),
      ),
    ),
  }),
  further: (listed) => listed ?? ["<s>NOTUSED", "</s>NOTUSED", "<unk>NOTUSED"],
  fromPieces: (pieces, settings) => [
    ["<s>NOTUSED", 0],
    [settings.token("pad_token"), 0],
    ["</s>NOTUSED", 0],
    [settings.token("unk_token"), 0],
    ["<unk>NOTUSED", -100],
    ...pieces.slice(1),
    [settings.token("mask_token"), 0],
  ],
};

const barthez: ClassRecipe = {
  kind: "Unigram",
  vocabFile: FAIRSEQ_PIECES,
  roles: SENTENCE,
  flags: BEFORE_A_MASK,
  build: (source) => ({
    normalizer: inOrderOf([
      replacePattern("\\s{2,}|[\\n\\r\\t]", " "),
      { type: "NFC" },
      { type: "Strip", strip_left: false, strip_right: true },
    ]),
    pre_tokenizer: metaspace(schemeOf(source.settings)),
    decoder: metaspace(schemeOf(source.settings)),
    model: unigram(source, "BarthezTokenizer", 3),
  }),
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
