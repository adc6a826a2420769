import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";

/** A piece: its text, its score, its kind. */
export type Piece = readonly [string, number, number?];

/** A file of SentencePiece: its pieces, and what is put behind them as it is. */
export function writePieces(pieces: readonly Piece[], ...rest: readonly Uint8Array[]): Uint8Array {
  const writer = new BinaryWriter();
  for (const one of pieces) writer.tag(1, WireType.LengthDelimited).bytes(writePiece(one));
  return joinBytes(writer.finish(), ...rest);
}

function writePiece([text, score, kind = 1]: Piece): Uint8Array {
  const writer = new BinaryWriter().tag(1, WireType.LengthDelimited).string(text).tag(2, WireType.Bit32).float(score);
  return writer.tag(3, WireType.Varint).int32(kind).finish();
}

/** A field of a message, of numbers or of bytes. */
export function writeField(field: number, value: number | Uint8Array): Uint8Array {
  const writer = new BinaryWriter();
  return typeof value === "number"
    ? writer.tag(field, WireType.Varint).int32(value).finish()
    : writer.tag(field, WireType.LengthDelimited).bytes(value).finish();
}

export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
