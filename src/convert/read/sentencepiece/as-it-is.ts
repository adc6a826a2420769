import { makeUnigramModel, type Model } from "../../../tokenizer/schema/model.ts";
import type { PreTokenizer } from "../../../tokenizer/schema/pre-tokenizer.ts";
import type { ClassParts, ClassSettings } from "../classes/class-recipe.ts";
import {
  bpeOf,
  decodersInOrder,
  inOrderOf,
  MARK,
  metaspace,
  precompiled,
  replace,
  replacePattern,
} from "../classes/part-makers.ts";
import { escapePattern } from "./escape-pattern.ts";
import { rankMerges } from "./find-merges.ts";
import { PIECE, type SentencePieceModel, UNIGRAM } from "./read-model.ts";

/**
 * SentencePiece's file as transformers takes it for classes without a form of their own: all is as its settings say.
 * @param names of tokens that a configuration gives to ids; a model of scores keeps its own
 */
export function buildAsItIs(
  spm: SentencePieceModel,
  settings: ClassSettings,
  charsmap: string | undefined,
  names: ReadonlyMap<number, string>,
): ClassParts {
  const model = modelOf(spm, names);
  const isLegacy = settings.flag("legacy", true);
  const defined = definedPieces(spm, model);
  return {
    normalizer: inOrderOf([
      ...precompiled(charsmap),
      ...(spm.removeExtraWhitespaces ? [replacePattern("\\A +| +\\z", ""), replacePattern(" {2,}", " ")] : []),
      ...(spm.escapeWhitespaces ? [replace(" ", MARK)] : []),
      ...(spm.addDummyPrefix && isLegacy ? [replacePattern(`\\A${MARK}`, MARK + MARK)] : []),
    ]),
    pre_tokenizer: preTokenizerOf(spm, isLegacy, defined),
    decoder: decodersInOrder([
      replace(MARK, " "),
      ...(spm.byteFallback ? [{ type: "ByteFallback" as const }] : []),
      ...(spm.addDummyPrefix || spm.byteFallback ? [{ type: "Fuse" as const }] : []),
      ...(spm.addDummyPrefix ? [{ type: "Strip" as const, content: " ", start: 1, stop: 0 }] : []),
    ]),
    model,
  };
}

function modelOf(spm: SentencePieceModel, names: ReadonlyMap<number, string>): Model {
  const { pieces, unkId: unk_id, byteFallback: byte_fallback } = spm;
  if (spm.modelType === UNIGRAM)
    return makeUnigramModel(
      { unk_id, byte_fallback },
      pieces.map(({ piece, score }) => [piece, score]),
    );
  const vocab = renamed(new Map(pieces.map(({ piece }, id) => [piece, id])), names);
  const byId = new Map([...vocab].map(([token, id]) => [id, token]));
  return {
    ...bpeOf({ type: "BPE", vocab, merges: rankMerges(spm, (id) => byId.get(id)) }),
    unk_token: spm.unkPiece,
    fuse_unk: true,
    byte_fallback,
    continuing_subword_prefix: null,
    end_of_word_suffix: null,
    ignore_merges: pieces.some(({ type }) => type === PIECE.userDefined),
  };
}

/** A piece whose id has another name gets it, unless a piece that keeps its own id has that name. */
function renamed(vocab: ReadonlyMap<string, number>, names: ReadonlyMap<number, string>): Map<string, number> {
  const kept = new Set([...vocab].flatMap(([token, id]) => (names.has(id) ? [] : [token])));
  return new Map(
    [...vocab].map(([token, id]) => {
      const name = names.get(id);
      return [name === undefined || kept.has(name) ? token : name, id];
    }),
  );
}

/** Pieces that its owner asked for; of names that the vocabulary gives. */
function definedPieces({ pieces }: SentencePieceModel, model: Model): string[] {
  const byId = model.type === "Unigram" ? undefined : new Map([...model.vocab].map(([token, id]) => [id, token]));
  return pieces.flatMap(({ piece, type }, id) => {
    const token = byId === undefined ? piece : byId.get(id);
    return type === PIECE.userDefined && token !== undefined ? [token] : [];
  });
}

function preTokenizerOf(spm: SentencePieceModel, isLegacy: boolean, defined: readonly string[]): PreTokenizer | null {
  const longestFirst = [...defined].sort((a, b) => [...b].length - [...a].length);
  const Regex = longestFirst.map(escapePattern).join("|");
  const pretokenizers: PreTokenizer[] = [
    ...(spm.addDummyPrefix ? [metaspace(isLegacy ? "always" : "first", false)] : []),
    ...(defined.length > 0
      ? [{ type: "Split" as const, pattern: { Regex }, behavior: "Isolated" as const, invert: false }]
      : []),
  ];
  return pretokenizers.length === 0 ? null : { type: "Sequence", pretokenizers };
}
