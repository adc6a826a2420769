import { graphemesOf } from "./graphemes.ts";

/** A part of a text within which no line ends. */
export interface Piece {
  /** Without the space behind it. */
  readonly text: string;
  /** Where it begins in the text, in UTF-16 units. */
  readonly start: number;
  /** A space follows, which is not drawn where a line ends. */
  readonly hasGap: boolean;
  /** The line ends behind it, as the text has it. */
  readonly endsLine: boolean;
}

/** Scripts and marks between which a line may end anywhere; an emoji stands for a word. */
const ANYWHERE =
  /^(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|\p{RI}|\p{Extended_Pictographic}\ufe0f)/u;
/** What no line begins with. */
const CLOSING =
  /^[\p{Pe}\p{Pf}!%,.:;?"'’”、。，．：；？！％～·‥…—゛゜ゝゞヽヾー々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ｡､･ｰ]/u;
/** What no line ends with. */
const OPENING = /^[\p{Ps}\p{Pi}"'¿¡#@＃＠$£¥€]/u;
/** Behind these a word may go on in the next line. */
const HYPHEN = /^[-‐–—/]/u;
/** Scripts that are written without spaces, whose words only a dictionary finds. */
const UNSPACED = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** @param text with single spaces and line breaks, see `tidySpaces` */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    pieces.push(...piecesOfLine(line, start));
    start += line.length + 1;
  }
  return pieces;
}

function piecesOfLine(line: string, offset: number): Piece[] {
  const words = unspacedWords(line);
  const pieces: Piece[] = [];
  let piece = "";
  let at = 0;
  let before = "";
  const end = (hasGap: boolean, endsLine: boolean) => {
    pieces.push({ text: piece, start: offset + at - piece.length, hasGap, endsLine });
    piece = "";
  };
  for (const grapheme of graphemesOf(line)) {
    if (grapheme === " " && !isGlued(line, at)) end(true, false);
    else {
      if (piece !== "" && (words.has(at) || mayEndBetween(before, grapheme, piece))) end(false, false);
      piece += grapheme;
    }
    at += grapheme.length;
    before = grapheme;
  }
  end(false, true);
  return pieces;
}

/** In French, marks stand off by a space at which no line ends. */
function isGlued(line: string, space: number): boolean {
  return /[?!:;»%]/.test(line.charAt(space + 1)) || line.charAt(space - 1) === "«";
}

function mayEndBetween(before: string, after: string, piece: string): boolean {
  if (CLOSING.test(after) || OPENING.test(before)) return false;
  if (ANYWHERE.test(before) || ANYWHERE.test(after)) return true;
  return HYPHEN.test(before) && piece.length > before.length && /^\p{L}/u.test(after);
}

/** Where words begin that no space sets apart. */
function unspacedWords(line: string): ReadonlySet<number> {
  if (!UNSPACED.test(line)) return new Set();
  const starts = new Set<number>();
  if (Intl.Segmenter === undefined) {
    let at = 0;
    for (const grapheme of graphemesOf(line)) {
      if (UNSPACED.test(grapheme)) starts.add(at);
      at += grapheme.length;
    }
    return starts;
  }
  for (const { segment, index } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(line)) {
    if (UNSPACED.test(segment)) starts.add(index);
  }
  return starts;
}
