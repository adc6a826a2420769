import { refuseAbout } from "../contract/refuse-file.ts";
import { type FoundTexts, MOST_TEXT_BYTES, type TextInput, type TextLayout } from "../contract/training.ts";
import { textFrame } from "../generate/text-frame.ts";
import { type PreparedTexts, prepareTexts } from "../train/prepare-texts.ts";
import { guessColumn, readTable } from "../train/read-table.ts";
import { type FoundTexts as Pieces, readTexts } from "../train/read-texts.ts";
import type { Base } from "./open-base.ts";

/** The visitor's texts, as they are and as they are learned. */
export interface ReadInput {
  readonly name: string;
  /** The whole file. */
  readonly text: string;
  readonly layout: TextLayout;
  readonly field?: string;
  readonly pieces: Pieces;
  readonly prepared: PreparedTexts;
  readonly found: FoundTexts;
}

/** What is known of a file before it is cut. */
type WholeInput = Pick<ReadInput, "name" | "text" | "layout" | "field">;

/** @throws Refusal `limit_exceeded` before anything is read, `bad_request` for what is no text */
export async function readWhole({ name, bytes, layout, field }: TextInput): Promise<WholeInput> {
  if (bytes.size > MOST_TEXT_BYTES) {
    throw refuseAbout("limit_exceeded", name, "texts_bytes", { bytes: bytes.size, most: MOST_TEXT_BYTES });
  }
  const text = decode(await bytes.arrayBuffer(), name);
  return { name, text, layout, ...(field !== undefined && { field }) };
}

/** UTF-8, or the UTF-16 that editors of Windows write, by its mark. */
function decode(bytes: ArrayBuffer, name: string): string {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  const isLittle = first === 0xff && second === 0xfe;
  const isBig = first === 0xfe && second === 0xff;
  try {
    const text = new TextDecoder(isLittle ? "utf-16le" : isBig ? "utf-16be" : "utf-8", { fatal: true }).decode(bytes);
    // A picture or an archive may be valid UTF-8 by chance, but no text has zeros.
    if (!text.includes("\0")) return text;
  } catch {
    // Said below.
  }
  throw refuseAbout("bad_request", name, "text_encoding", {});
}

/**
 * Cuts a file into texts, and makes them tokens as the base reads them.
 * @param seed decides which are set aside
 * @throws Refusal `bad_request` of the readers, and where there are too few
 */
export function readInput(whole: WholeInput, base: Base, seed: number): ReadInput {
  const { name, text, layout } = whole;
  const table = layout === "csv" ? readTable(text, name) : undefined;
  const field = whole.field ?? (table && guessColumn(table));
  const pieces = readTexts(text, name, layout, field);
  const prepared = prepareTexts(pieces.texts, (line) => base.codec.encode(line), {
    ...textFrame(base.codec, base.defaults),
    longest: base.tokens + 1,
    seed,
  });
  const all = [...prepared.training, ...prepared.heldOut];
  const found: FoundTexts = {
    texts: pieces.texts.length,
    leftOut: pieces.leftOut,
    cut: prepared.cut,
    longest: base.tokens,
    tokens: all.reduce((sum, ids) => sum + ids.length, 0),
    heldOut: prepared.heldOut.length,
    ...(table && { columns: table.columns }),
    ...(table && field !== undefined && { column: field }),
  };
  return { ...whole, ...(field !== undefined && { field }), pieces, prepared, found };
}
