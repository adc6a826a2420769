import {
  CHINESE,
  CONTROL,
  INERT,
  NEWER,
  NO_MARKS,
  NO_NONSPACING,
  NO_PUNCTUATION,
  OTHER_MARKS,
  OTHER_NONSPACING,
  OTHER_PUNCTUATION,
} from "./unicode-tables.ts";

/** White space as Unicode has it; JavaScript's `\s` lacks U+0085 and adds U+FEFF. */
export const SPACE = "\\p{White_Space}";
/** Characters of words by Unicode's own definition (UTS 18), which the library follows in some places. */
export const WORD = "\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}";

/** A table of unicode-tables.ts as the inner part of a character class. */
function classOf(table: string): string {
  return table
    .trim()
    .split(/\s+/)
    .map((range) => range.replace(/[0-9a-f]+/g, (code) => `\\u{${code}}`))
    .join("");
}

/** A character that the library takes for punctuation. */
export const PUNCTUATION = new RegExp(
  `(?![${classOf(NO_PUNCTUATION)}])[\\p{P}!-\\/:-@\\[-\`{-~]|[${classOf(OTHER_PUNCTUATION)}]`,
  "gu",
);

/** What `StripAccents` removes. */
export const ACCENT = new RegExp(`(?![${classOf(NO_MARKS)}])\\p{M}|[${classOf(OTHER_MARKS)}]`, "gu");

/** What BertNormalizer drops as control characters, sets apart as Chinese, and drops as accents: parts of expressions. */
export const BERT_CONTROL = `[${classOf(CONTROL)}]`;
export const BERT_CHINESE = `[${classOf(CHINESE)}]`;
export const NONSPACING = `(?![${classOf(NO_NONSPACING)}])\\p{Mn}|[${classOf(OTHER_NONSPACING)}]`;

const inert = new RegExp(`([${classOf(INERT)}])`, "u");
const newer = new RegExp(`[${classOf(NEWER)}]`, "gu");

/** Unicode normalization with the library's tables, which are older than those of any browser. */
export function normalizeUnicode(form: "NFC" | "NFD" | "NFKC" | "NFKD"): (text: string) => string {
  return (text) =>
    text
      .split(inert)
      .map((part, index) => (index % 2 === 0 ? part.normalize(form) : part))
      .join("");
}

/**
 * The text with characters that are newer than the library's patterns hidden behind others without properties, of the same
 * length: what matches there, matches in the original at the same place.
 */
export function hideNewer(text: string): string {
  return text.replace(newer, (character) => (character.length === 1 ? "\u0378" : "\u{E0080}"));
}

/** Lower case character by character, without regard for neighbours (JavaScript ends words with another sigma). */
export function lowerCase(text: string): string {
  let lower = "";
  for (const character of text) lower += character.toLowerCase();
  return lower;
}
