import { BinaryReader, getTextEncoding, WireType } from "@bufbuild/protobuf/wire";
import type { NamedBytes } from "../../../contract/bytes.ts";
import { Refusal } from "../../../contract/outcome.ts";
import { refuseFile, refuseOver, refuseTokenizer } from "../../../contract/refuse-file.ts";
import { TOKENIZER_LIMITS } from "../../../tokenizer/limits.ts";
import { unsupported } from "../../../tokenizer/refuse.ts";
import { READ_LIMITS } from "../limits.ts";
import { readWhole } from "../read-range.ts";

/** Kinds of pieces (`SentencePiece.Type`). */
export const PIECE = { normal: 1, control: 3, userDefined: 4 } as const;
/** Kinds of models (`TrainerSpec.ModelType`). */
export const UNIGRAM = 1;

export interface SentencePiece {
  readonly piece: string;
  readonly score: number;
  readonly type: number;
}

/** What is read of SentencePiece's own file; fields that are not there have the values of its definition. */
export interface SentencePieceModel {
  readonly pieces: readonly SentencePiece[];
  readonly modelType: number;
  readonly byteFallback: boolean;
  readonly unkId: number;
  readonly bosId: number;
  readonly eosId: number;
  readonly unkPiece: string;
  readonly bosPiece: string;
  readonly eosPiece: string;
  readonly charsmap: Uint8Array;
  readonly addDummyPrefix: boolean;
  readonly removeExtraWhitespaces: boolean;
  readonly escapeWhitespaces: boolean;
}

type Values = { -readonly [Name in keyof SentencePieceModel]: SentencePieceModel[Name] };
type Field = (reader: BinaryReader, values: Values) => void;

/** By number, with the type of each on the wire (sentencepiece_model.proto, of the format's authors). */
const TRAINER: ReadonlyMap<number, readonly [WireType, Field]> = new Map([
  [3, [WireType.Varint, (reader, values) => (values.modelType = reader.int32())]],
  [35, [WireType.Varint, (reader, values) => (values.byteFallback = reader.bool())]],
  [40, [WireType.Varint, (reader, values) => (values.unkId = reader.int32())]],
  [41, [WireType.Varint, (reader, values) => (values.bosId = reader.int32())]],
  [42, [WireType.Varint, (reader, values) => (values.eosId = reader.int32())]],
  [45, [WireType.LengthDelimited, (reader, values) => (values.unkPiece = reader.string())]],
  [46, [WireType.LengthDelimited, (reader, values) => (values.bosPiece = reader.string())]],
  [47, [WireType.LengthDelimited, (reader, values) => (values.eosPiece = reader.string())]],
]);
const NORMALIZER: ReadonlyMap<number, readonly [WireType, Field]> = new Map([
  [2, [WireType.LengthDelimited, (reader, values) => (values.charsmap = reader.bytes())]],
  [3, [WireType.Varint, (reader, values) => (values.addDummyPrefix = reader.bool())]],
  [4, [WireType.Varint, (reader, values) => (values.removeExtraWhitespaces = reader.bool())]],
  [5, [WireType.Varint, (reader, values) => (values.escapeWhitespaces = reader.bool())]],
]);

/**
 * Reads a `.model` file of SentencePiece: the pieces, and what the tokenizer needs of its settings.
 * @throws Refusal `malformed_file`, `limit_exceeded`, `tokenizer_mismatch` for scores that are no numbers
 */
export async function readSentencePiece(file: NamedBytes): Promise<SentencePieceModel> {
  const { path, bytes } = file;
  if (bytes.size > READ_LIMITS.tokenizerBytes)
    throw refuseOver(path, "file_bytes", { bytes: bytes.size, most: READ_LIMITS.tokenizerBytes });
  const model = parse(await readWhole(path, bytes), path);
  if (model.pieces.length === 0) throw refuseTokenizer(path, "no_vocabulary", {});
  return model;
}

function parse(bytes: Uint8Array, path: string): SentencePieceModel {
  try {
    return readFields(bytes, path);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw refuseFile(path, "not_sentencepiece", {});
  }
}

function readFields(bytes: Uint8Array, path: string): SentencePieceModel {
  const pieces: SentencePiece[] = [];
  const values: Values = { ...DEFAULTS, pieces };
  readEach(bytes, (reader, field, type) => {
    if (type !== WireType.LengthDelimited) reader.skip(type, field);
    else if (field === 1) {
      if (pieces.length === TOKENIZER_LIMITS.tokens)
        throw refuseOver(path, "tokens", { count: pieces.length + 1, most: TOKENIZER_LIMITS.tokens });
      pieces.push(readPiece(reader.bytes(), path));
    } else if (field === 2) readSettings(reader.bytes(), TRAINER, values);
    else if (field === 3) readSettings(reader.bytes(), NORMALIZER, values);
    else reader.skip(type, field);
  });
  return values;
}

const DEFAULTS = {
  modelType: UNIGRAM,
  byteFallback: false,
  unkId: 0,
  bosId: 1,
  eosId: 2,
  unkPiece: "<unk>",
  bosPiece: "<s>",
  eosPiece: "</s>",
  charsmap: new Uint8Array(),
  addDummyPrefix: true,
  removeExtraWhitespaces: true,
  escapeWhitespaces: true,
};

function readPiece(bytes: Uint8Array, path: string): SentencePiece {
  let [piece, score, kind]: [string, number, number] = ["", 0, PIECE.normal];
  readEach(bytes, (reader, field, type) => {
    if (field === 1 && type === WireType.LengthDelimited) piece = reader.string();
    else if (field === 2 && type === WireType.Bit32) score = reader.float();
    else if (field === 3 && type === WireType.Varint) kind = reader.int32();
    else reader.skip(type, field);
  });
  if (!Number.isFinite(score)) throw unsupported(path, "score", String(score));
  if (piece.length > READ_LIMITS.pieceCharacters)
    throw refuseOver(path, "token_length", { characters: piece.length, most: READ_LIMITS.pieceCharacters });
  return { piece, score, type: kind };
}

function readSettings(bytes: Uint8Array, fields: typeof TRAINER, values: Values): void {
  readEach(bytes, (reader, field, type) => {
    const [wanted, read] = fields.get(field) ?? [];
    if (read !== undefined && wanted === type) read(reader, values);
    else reader.skip(type, field);
  });
}

/** Every field of a message, to be read or skipped. Texts are strictly UTF-8. */
function readEach(bytes: Uint8Array, read: (reader: BinaryReader, field: number, type: WireType) => void): void {
  const reader = new BinaryReader(bytes, (text) => getTextEncoding().decodeUtf8(text, true));
  while (reader.pos < reader.len) read(reader, ...reader.tag());
}
