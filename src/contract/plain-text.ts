/** Marks that turn the direction of the text around them, and so can dress one name up as another. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Control characters and those that show nothing but are not a part of any word, line ends and tabs included. */
const CONTROL = /[\p{Cc}\u00ad\u2028\u2029\u2060\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]+/gu;

/** Marks stacked on one letter, until they cover the lines around; no language takes more than three. */
const STACKED = /(\p{M}{4})\p{M}+/gu;

/** A stranger's text of several lines: nothing in it turns the reading direction, controls the screen or covers other lines. */
export function cleanText(text: string): string {
  const lines = text.replace(/\r\n?/g, "\n").replace(BIDI, "").replace(STACKED, "$1");
  return lines.replace(CONTROL, (marks) => marks.replace(/[^\n\t]/gu, ""));
}

/**
 * A stranger's text for one line of the page: white space is one blank, nothing turns the reading direction, and at most
 * `longest` characters are left.
 */
export function cleanLine(text: string, longest: number): string {
  // Cut first, so that a text of megabytes costs no more than a long one.
  const line = text
    .slice(0, 4 * longest)
    .replace(BIDI, "")
    .replace(STACKED, "$1")
    .replace(CONTROL, " ")
    .replace(/\s+/gu, " ")
    .trim();
  const characters = [...line];
  return characters.length <= longest
    ? line
    : `${characters
        .slice(0, longest - 1)
        .join("")
        .trimEnd()}…`;
}
