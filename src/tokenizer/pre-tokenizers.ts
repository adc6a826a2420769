import { toSymbols } from "./byte-symbols.ts";
import { prependReplacement, schemeOf, splitAtReplacement } from "./metaspace.ts";
import { makeLiteral, type Pattern, type Split } from "./pattern/pattern.ts";
import type { PreTokenizer } from "./schema/pre-tokenizer.ts";
import { patternOf } from "./source-pattern.ts";
import { applyBehavior, type Behavior } from "./split.ts";
import { splitByScript } from "./unicode-scripts.ts";
import { hideNewer, PUNCTUATION, SPACE, WORD } from "./unicode.ts";

/** A part of the text that the model gets on its own. */
export interface Piece {
  readonly text: string;
  /** Whether nothing of the text stood before it. */
  readonly first: boolean;
}

type PreTokenize = (pieces: readonly Piece[]) => Piece[];

/** Words as GPT-2 cuts them, with Unicode's white space. */
const GPT2 = new RegExp(
  `'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^${SPACE}\\p{L}\\p{N}]+|${SPACE}+(?!\\P{White_Space})|${SPACE}+`,
  "gu",
);
const WORDS = new RegExp(`[${WORD}]+|[^${WORD}${SPACE}]+`, "gu");
const SPACES = makeSimple(new RegExp(SPACE, "gu"));
const DIGITS = makeSimple(/\p{N}/gu);
const PUNCTUATIONS = makeSimple(PUNCTUATION);

/** @throws NotUnderstood */
export function makePreTokenizer(part: PreTokenizer): PreTokenize {
  switch (part.type) {
    case "ByteLevel":
      return eachPiece((text) => {
        const whole = part.add_prefix_space && !text.startsWith(" ") ? ` ${text}` : text;
        return (part.use_regex ? matchesOf(whole, GPT2) : [whole]).map(toSymbols);
      });
    case "Metaspace": {
      const scheme = schemeOf(part);
      return (pieces) =>
        pieces.flatMap((piece) => cut(piece, splitAtReplacement(prependReplacement(piece, part, scheme), part)));
    }
    case "Whitespace":
      return eachPiece((text) => matchesOf(text, WORDS));
    case "WhitespaceSplit":
      return splitBy(SPACES, "Removed");
    case "BertPreTokenizer":
      return inTurn([splitBy(SPACES, "Removed"), splitBy(PUNCTUATIONS, "Isolated")]);
    case "UnicodeScripts":
      return eachPiece(splitByScript);
    case "Digits":
      return splitBy(DIGITS, part.individual_digits ? "Isolated" : "Contiguous");
    case "Punctuation":
      return splitBy(PUNCTUATIONS, part.behavior);
    case "CharDelimiterSplit":
      return splitBy(makeLiteral(part.delimiter), "Removed");
    case "Split":
      return splitBy(invert(patternOf(part.pattern), part.invert), part.behavior);
    case "FixedLength":
      return eachPiece((text) => {
        const characters = [...text];
        const starts = Array.from({ length: Math.ceil(characters.length / part.length) }, (_, i) => i * part.length);
        return starts.map((start) => characters.slice(start, start + part.length).join(""));
      });
    case "Sequence":
      return inTurn(part.pretokenizers.map(makePreTokenizer));
  }
}

/** Each step cuts what the one before it has left. */
function inTurn(steps: readonly PreTokenize[]): PreTokenize {
  return (pieces) => steps.reduce<Piece[]>((done, step) => step(done), [...pieces]);
}

function eachPiece(split: (text: string) => readonly string[]): PreTokenize {
  return (pieces) => pieces.flatMap((piece) => cut(piece, split(piece.text)));
}

/** Empty parts are left out; only the first part of the first piece is the text's first. */
function cut({ first }: Piece, parts: readonly string[]): Piece[] {
  return parts.flatMap((text, index) => (text === "" ? [] : [{ text, first: first && index === 0 }]));
}

/** The expression's matches, found where characters newer than the library are nothing special. */
function matchesOf(text: string, expression: RegExp): string[] {
  const parts: string[] = [];
  for (const { index, 0: match } of hideNewer(text).matchAll(expression)) {
    if (index > 0 && parts.length === 0) parts.push("");
    parts.push(text.slice(index, index + match.length));
  }
  return parts;
}

function splitBy(pattern: Pattern, behavior: Behavior): PreTokenize {
  return eachPiece((text) => applyBehavior(pattern(text), behavior));
}

function invert(pattern: Pattern, inverted: boolean): Pattern {
  return inverted ? (text) => pattern(text).map((part) => ({ text: part.text, matched: !part.matched })) : pattern;
}

/** A pattern of JavaScript, for one character each. */
function makeSimple(expression: RegExp): Pattern {
  return (text) => {
    const splits: Split[] = [];
    let last = 0;
    for (const { index, 0: character } of text.matchAll(expression)) {
      if (index > last) splits.push({ text: text.slice(last, index), matched: false });
      splits.push({ text: character, matched: true });
      last = index + character.length;
    }
    return last < text.length ? [...splits, { text: text.slice(last), matched: false }] : splits;
  };
}
