import { base64Encode } from "@bufbuild/protobuf/wire";
import type { NamedBytes } from "../../../contract/bytes.ts";
import type { Json, JsonObject } from "../../../contract/strict-json.ts";
import { makeUnigramModel, type Model } from "../../../tokenizer/schema/model.ts";
import type { ClassParts, ClassRecipe, ClassSettings } from "../classes/class-recipe.ts";
import { bpeOf } from "../classes/part-makers.ts";
import { buildAsItIs } from "./as-it-is.ts";
import { findMerges } from "./find-merges.ts";
import { PIECE, readSentencePiece, type SentencePiece, type SentencePieceModel } from "./read-model.ts";

/** What a class makes of SentencePiece's file. */
export interface PieceSource {
  readonly model: Model;
  readonly charsmap?: string;
  /** Of the unknown token. */
  readonly unknownId: number;
  /** Special and user's pieces, as `additional_special_tokens` lists them. */
  readonly listed: readonly JsonObject[];
  /** For a class that takes the file as it is. */
  readonly parts?: ClassParts;
}

/** SentencePiece's file as a class reads it. */
export interface OpenedPieces {
  readonly path: string;
  /** Special tokens that count where no other file names them. */
  readonly roles: Readonly<Record<string, string>>;
  /** Whether a mark is put before every part of a text between added tokens. */
  readonly prepends: boolean;
  /** @param names of tokens that a configuration gives to ids */
  source(settings: ClassSettings, names: ReadonlyMap<number, string>): PieceSource;
}

/**
 * @param recipe none for a class that takes the file as it is
 * @throws Refusal for what is not a file of SentencePiece
 */
export async function openPieces(file: NamedBytes, recipe: ClassRecipe | undefined): Promise<OpenedPieces> {
  const spm = await readSentencePiece(file);
  return {
    path: file.path,
    roles: pieceRoles(spm),
    prepends: spm.addDummyPrefix,
    source: (settings, names) => sourceOfPieces(spm, recipe, settings, names),
  };
}

function pieceRoles(spm: SentencePieceModel): OpenedPieces["roles"] {
  return {
    ...(spm.bosId >= 0 && { bos_token: spm.bosPiece || "<s>" }),
    ...(spm.eosId >= 0 && { eos_token: spm.eosPiece || "</s>" }),
    ...(spm.unkId >= 0 && { unk_token: spm.unkPiece || "<unk>" }),
  };
}

function sourceOfPieces(
  spm: SentencePieceModel,
  recipe: ClassRecipe | undefined,
  settings: ClassSettings,
  names: ReadonlyMap<number, string>,
): PieceSource {
  const charsmap = spm.charsmap.length === 0 ? undefined : base64Encode(spm.charsmap);
  const kept = recipe === undefined ? PIECE.control : undefined;
  const shared = {
    unknownId: spm.unkId,
    listed: listedPieces(spm.pieces, kept),
    ...(charsmap !== undefined && { charsmap }),
  };
  if (recipe === undefined) {
    const parts = buildAsItIs(spm, settings, charsmap, names);
    return { ...shared, model: parts.model, parts };
  }
  return { ...shared, model: recipe.kind === "BPE" ? pairModel(spm) : scoredModel(spm, recipe, settings) };
}

function pairModel({ pieces }: SentencePieceModel): Model {
  const vocab = new Map(pieces.map(({ piece }, id) => [piece, id]));
  return bpeOf({ type: "BPE", vocab, merges: findMerges(vocab) });
}

function scoredModel(spm: SentencePieceModel, recipe: ClassRecipe, settings: ClassSettings): Model {
  const own = spm.pieces.map(({ piece, score }) => [piece, score] as const);
  const scored = recipe.fromPieces?.(own, settings) ?? own;
  return makeUnigramModel({ unk_id: spm.unkId, byte_fallback: false }, scored);
}

function listedPieces(pieces: readonly SentencePiece[], only: number | undefined): JsonObject[] {
  return pieces.flatMap(({ piece, type }) => {
    const isListed = only === undefined ? type === PIECE.control || type === PIECE.userDefined : type === only;
    const special = type === PIECE.control;
    return isListed && piece !== ""
      ? [
          new Map<string, Json>([
            ["content", piece],
            ["special", special],
            ["normalized", false],
          ]),
        ]
      : [];
  });
}
