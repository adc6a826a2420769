import type { Measure } from "./formats.ts";
import { graphemesOf } from "./graphemes.ts";
import { balanceLines, type Ems, fillLines, type Line, lineOf, type WidePiece } from "./lines.ts";
import { piecesOf } from "./pieces.ts";

/** Where a text is to fit, in pixels. */
interface Room {
  readonly width: number;
  readonly height: number;
}

interface FitOptions {
  /** Of the letters, in pixels. */
  readonly largest: number;
  readonly smallest: number;
  /** Above this size letters rather become smaller than that a word is torn. */
  readonly wholeAbove?: number;
  /** Height of a line in ems. */
  readonly leading: number;
}

export interface FittedText {
  /** Of the letters, in pixels. */
  readonly size: number;
  /** Of a line, in pixels. */
  readonly lineHeight: number;
  readonly lines: readonly Line[];
  /** True where not even the smallest letters had room for all of it. */
  readonly isCut: boolean;
}

/** Letters at which widths are measured; at all other sizes they are in proportion. */
const MEASURED_AT = 100;
/** Longer texts look like a column: their lines are filled. */
const MOST_BALANCED = 12;
const ELLIPSIS = "…";

/** The largest letters at which a text fits into its room; what does not fit the smallest ones ends with an ellipsis. */
export function fitText(text: string, room: Room, options: FitOptions, measure: Measure): FittedText {
  const { largest, smallest, leading, wholeAbove = smallest } = options;
  const ems = rememberEms(measure);
  const pieces = piecesOf(text).map((piece) => ({ ...piece, width: ems(piece.text) }));
  const fits = (size: number) => {
    const { lines, isTorn } = fillLines(pieces, room.width / size, ems);
    return lines.length * size * leading <= room.height && (!isTorn || size <= wholeAbove);
  };
  const size = findLargest(smallest, largest, fits);
  const fitted = size ?? smallest;
  const width = room.width / fitted;
  const most = Math.max(1, Math.floor(room.height / (fitted * leading)));
  const full = fillLines(pieces, width, ems).lines;
  const isCut = full.length > most;
  const lines = isCut
    ? cutLines(full, most, width, ems)
    : full.length > MOST_BALANCED
      ? full
      : balanceLines(pieces, width, ems);
  return shrink({ size: fitted, lineHeight: fitted * leading, lines, isCut }, room.width, measure);
}

/** The largest whole number that passes, where every smaller one does, too; `undefined` where none does. */
function findLargest(least: number, most: number, passes: (size: number) => boolean): number | undefined {
  if (!passes(least)) return undefined;
  let low = least;
  let high = most + 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (passes(middle)) low = middle;
    else high = middle;
  }
  return low;
}

function rememberEms(measure: Measure): Ems {
  const known = new Map<string, number>();
  return (text) => {
    const found = known.get(text) ?? measure(text, MEASURED_AT) / MEASURED_AT;
    known.set(text, found);
    return found;
  };
}

/** The first lines of a text, the last of which says that there is more: cut between words, or within its only one. */
function cutLines(lines: readonly Line[], most: number, width: number, ems: Ems): Line[] {
  const kept = lines.slice(0, most);
  const last = kept.pop();
  if (last !== undefined) kept.push(endLine(last.pieces, width, ems));
  return kept;
}

function endLine(pieces: readonly WidePiece[], width: number, ems: Ems): Line {
  const rest = [...pieces];
  for (; rest.length > 1; rest.pop()) {
    const line = withEllipsis(rest);
    if (ems(line.text) <= width) return line;
  }
  const [only] = rest;
  const characters = [...graphemesOf(only?.text ?? "")];
  while (characters.length > 0 && ems(characters.join("") + ELLIPSIS) > width) characters.pop();
  return { text: characters.join("") + ELLIPSIS, start: only?.start ?? 0, pieces: rest };
}

function withEllipsis(pieces: readonly WidePiece[]): Line {
  const line = lineOf(pieces);
  return { ...line, text: `${line.text}${pieces.at(-1)?.hasGap ? " " : ""}${ELLIPSIS}` };
}

/** Lines are somewhat wider than the sum of their words in some fonts. */
function shrink(fitted: FittedText, width: number, measure: Measure): FittedText {
  const widest = Math.max(0, ...fitted.lines.map(({ text }) => measure(text, fitted.size)));
  return widest <= width ? fitted : { ...fitted, size: Math.floor((fitted.size * width) / widest) };
}
