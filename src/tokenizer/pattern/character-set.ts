import { hideNewer } from "../unicode.ts";
import type { Test } from "./ast.ts";

/** `\w` of Oniguruma; outside of brackets it has some more of Latin-1. */
const WORD_IN_CLASS = "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Nl}\\p{Pc}";
const WORD = `${WORD_IN_CLASS}\\u00b2\\u00b3\\u00b9\\u00bc-\\u00be`;

/** Oniguruma's shorthands as the inner part of a JavaScript class, outside of brackets and inside. */
const SHORTHANDS = new Map([
  ["d", ["\\p{Nd}", "\\p{Nd}"]],
  ["s", ["\\p{White_Space}", "\\p{White_Space}"]],
  ["w", [WORD, WORD_IN_CLASS]],
  ["h", ["0-9a-fA-F", "0-9a-fA-F"]],
]);

export function shorthand(letter: string, inClass: boolean): string | undefined {
  return SHORTHANDS.get(letter)?.[inClass ? 1 : 0];
}

/** Oniguruma's names of properties that mean the same in JavaScript. */
const CATEGORY = /^(?:C[cf]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/;
const BINARY = ["Alphabetic", "White_Space", "Uppercase", "Lowercase"];
const SCRIPTS =
  `Arabic Armenian Bengali Bopomofo Cyrillic Devanagari Ethiopic Georgian Greek Gujarati Gurmukhi Han Hangul
  Hebrew Hiragana Kannada Katakana Khmer Lao Latin Malayalam Mongolian Myanmar Oriya Sinhala Tamil Telugu Thai Tibetan`.split(
    /\s+/,
  );

/** The JavaScript name of a property, where it is sure to mean the same. */
export function propertyOf(name: string): string | undefined {
  if (CATEGORY.test(name) || BINARY.includes(name)) return name;
  return SCRIPTS.includes(name) ? `Script=${name}` : undefined;
}

/** A code point inside a class. */
export function escaped(code: number): string {
  return `\\u{${code.toString(16)}}`;
}

/**
 * Membership in a class, given as JavaScript writes it without its brackets, remembered for each code point.
 * @param folded upper and lower case are the same
 */
export function testOf(inner: string, negative = false, folded = false): Test {
  const set = new RegExp(`^[${negative ? "^" : ""}${inner}]$`, folded ? "iu" : "u");
  const known = new Map<number, boolean>();
  return (code) => {
    let is = known.get(code);
    if (is === undefined) {
      is = set.test(hideNewer(String.fromCodePoint(code)));
      known.set(code, is);
    }
    return is;
  };
}
