import { graphemesOf } from "./graphemes.ts";
import type { Piece } from "./pieces.ts";

/** A piece with its width in ems, that is at letters of one pixel. */
export interface WidePiece extends Piece {
  readonly width: number;
}

export interface Line {
  readonly text: string;
  /** Where it begins in the whole text, in UTF-16 units. */
  readonly start: number;
  readonly pieces: readonly WidePiece[];
}

interface Lines {
  readonly lines: readonly Line[];
  /** True where a piece was wider than a line and had to be torn. */
  readonly isTorn: boolean;
}

/** The width of a text in ems. */
export type Ems = (text: string) => number;

/** Fills one line after the other. @param width of a line, in ems */
export function fillLines(pieces: readonly WidePiece[], width: number, ems: Ems): Lines {
  const space = ems(" ");
  const lines: Line[] = [];
  let line: WidePiece[] = [];
  let used = 0;
  let isTorn = false;
  const end = () => {
    lines.push(lineOf(line));
    line = [];
    used = 0;
  };
  for (const whole of pieces) {
    const isWide = whole.width > width;
    isTorn ||= isWide;
    for (const piece of isWide ? tear(whole, width, ems) : [whole]) {
      if (line.length > 0 && used + piece.width > width) end();
      line.push(piece);
      used += piece.width + (piece.hasGap ? space : 0);
      if (piece.endsLine) end();
    }
  }
  return { lines, isTorn };
}

/** A line of pieces. */
export function lineOf(pieces: readonly WidePiece[]): Line {
  const text = pieces.map((piece) => piece.text + (piece.hasGap ? " " : "")).join("");
  return { text: text.trimEnd(), start: pieces[0]?.start ?? 0, pieces };
}

/** Parts of a piece that is wider than a line, between characters. */
function tear(piece: WidePiece, width: number, ems: Ems): WidePiece[] {
  const parts: WidePiece[] = [];
  let text = "";
  let used = 0;
  let start = piece.start;
  const add = (hasGap: boolean, endsLine: boolean) => {
    parts.push({ text, start, width: used, hasGap, endsLine });
    start += text.length;
    text = "";
    used = 0;
  };
  for (const grapheme of graphemesOf(piece.text)) {
    const wide = ems(grapheme);
    if (text !== "" && used + wide > width) add(false, false);
    text += grapheme;
    used += wide;
  }
  add(piece.hasGap, piece.endsLine);
  return parts;
}

/** Steps in which the narrowest width is looked for. */
const STEPS = 8;

/** As many lines, but of about the same length: what is left for the last one is not a single word. */
export function balanceLines(pieces: readonly WidePiece[], width: number, ems: Ems): readonly Line[] {
  const { lines: full, isTorn } = fillLines(pieces, width, ems);
  let best = full;
  if (isTorn) return best;
  let low = 0;
  let high = width;
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    const { lines, isTorn: tooNarrow } = fillLines(pieces, middle, ems);
    if (tooNarrow || lines.length > full.length) low = middle;
    else {
      high = middle;
      best = lines;
    }
  }
  return best;
}
