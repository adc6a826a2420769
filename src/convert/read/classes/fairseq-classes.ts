import { unsupported } from "../../../tokenizer/refuse.ts";
import type { ScoredToken } from "../../../tokenizer/schema/model.ts";
import type { ClassRecipe, ClassSettings } from "./class-recipe.ts";
import { inOrderOf, metaspace, precompiled, replacePattern, template } from "./part-makers.ts";
import { BEFORE_A_MASK, SENTENCE } from "./sentence-roles.ts";
import { contentOf, marked, only, schemeOf, unigram } from "./unigram-settings.ts";

const FAIRSEQ_PIECES = "sentencepiece.bpe.model";

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

const FAIRSEQ = { kind: "Unigram", vocabFile: FAIRSEQ_PIECES, roles: SENTENCE } as const;

export const mbart: ClassRecipe = {
  ...FAIRSEQ,
  flags: BEFORE_A_MASK,
  build: (source) => ({
    normalizer: null,
    ...marked("always"),
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

export const xlmRoberta: ClassRecipe = {
  ...FAIRSEQ,
  build: (source) => ({
    normalizer: only(precompiled(source.charsmap)),
    ...marked(schemeOf(source.settings)),
    model: unigram(source, "XLMRobertaTokenizer", 3),
  }),
  frame: ({ piece }) => template([piece("bos_token")], [piece("eos_token")]),
  fromPieces: (pieces, settings) => asFairseq(pieces, settings),
};

export const camembert: ClassRecipe = {
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

export const barthez: ClassRecipe = {
  ...FAIRSEQ,
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
