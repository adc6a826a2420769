import { NotUnderstood, refusePart } from "../refuse.ts";
import { compile, type Program } from "./compile.ts";
import { findMatches } from "./find-matches.ts";
import { parsePattern } from "./parse-pattern.ts";

/** A part of a text, and whether a pattern matched it. */
export interface Split {
  readonly text: string;
  readonly matched: boolean;
}

/** Cuts a text into matches and what lies between them; parts may be empty. Nothing matches in an empty text. */
export type Pattern = (text: string) => Split[];

/**
 * Makes a pattern of Oniguruma, which may come from anyone: matching takes linear time.
 * @throws NotUnderstood for what is not understood
 */
export function makePattern(source: string): Pattern {
  const program = compileSource(source);
  return (text) => {
    const characters = [...text];
    const found = findMatches(
      program,
      characters.map((character) => character.codePointAt(0) ?? 0),
    );
    return cut(characters, found);
  };
}

function compileSource(source: string): Program {
  try {
    return compile(parsePattern(source));
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    throw refusePart("pattern", { pattern: source, fault: error.fault });
  }
}

/** Makes a pattern that matches a text as it is; the empty text lies between any two characters. */
export function makeLiteral(text: string): Pattern {
  const wanted = [...text];
  return (given) => {
    const characters = [...given];
    const found: [number, number][] = [];
    for (let at = 0; at <= characters.length - wanted.length; at++) {
      if (wanted.some((character, index) => characters[at + index] !== character)) continue;
      found.push([at, at + wanted.length]);
      at += Math.max(0, wanted.length - 1);
    }
    return cut(characters, found);
  };
}

function cut(characters: readonly string[], found: readonly (readonly [number, number])[]): Split[] {
  if (characters.length === 0) return [];
  const splits: Split[] = [];
  const slice = (start: number, end: number) => characters.slice(start, end).join("");
  let last = 0;
  for (const [start, end] of found) {
    if (start > last) splits.push({ text: slice(last, start), matched: false });
    splits.push({ text: slice(start, end), matched: true });
    last = end;
  }
  if (last < characters.length) splits.push({ text: slice(last, characters.length), matched: false });
  return splits;
}
