import { BYTE_PAIR_CLASSES } from "./byte-pair-classes.ts";
import type { ClassRecipe } from "./class-recipe.ts";
import { UNIGRAM_CLASSES } from "./unigram-classes.ts";
import { WORD_PIECE_CLASSES } from "./word-piece-classes.ts";

const RECIPES = new Map(Object.entries({ ...BYTE_PAIR_CLASSES, ...WORD_PIECE_CLASSES, ...UNIGRAM_CLASSES }));

/** Names of all classes that are built anew as transformers builds them. */
export const RECIPE_NAMES: readonly string[] = [...RECIPES.keys()];

/** @param name without the suffix `Fast` */
export function findRecipe(name: string): ClassRecipe | undefined {
  return RECIPES.get(name);
}

/**
 * Further classes of transformers 5, which need other programs (MeCab, SentencePiece's own, rules in Python) or are built in ways
 * that are not followed here. For names that it does not know, it takes the file as it is.
 */
const OTHERS = new Set(
  `Bartpho Basic BertGeneration BertJapanese Bertweet BigBird BioGpt BlenderbotSmall ByT5 CLIP CTRL Canine Character Clvp CodeLlama ConvBert DPRContextEncoder DPRQuestionEncoder
  Cohere CpmAnt Cpm DPRReader DebertaV2 Dia Esm Esmc FNet FSMT FastSpeech2Conformer Flaubert Funnel GPTNeoXJapanese GPTSw3 Herbert
  Lasr LayoutLMv2 LayoutLMv3 LayoutXLM Luke M2M100 MBart50 MLuke Marian MarkupLM Mecab Mgpstr MyT5 Nllb Nougat PLBart Parakeet
  Pegasus Perceiver Phobert Pop2Piano ProphetNet Qwen3_5 Rag Reformer RemBert RoCBert RoFormer SeamlessM4T Siglip2 Siglip
  Speech2Text SpeechT5 Splinter Tapas Tipsv2 Udop VideoPrism Vits Wav2Vec2CTC Wav2Vec2PhonemeCTC Whisper Wordpiece XGLM XLM Auto`
    .split(/\s+/)
    .map((name) => `${name}Tokenizer`),
);

export function isOtherClass(name: string): boolean {
  return OTHERS.has(name) || name === "MistralCommonBackend" || name === "SentencePieceBackend";
}
