/** Marks that turn the direction of the text around them, and so can dress one name up as another. */
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Marks within words of some scripts and within emoji; what they join without changing it looks as if they were not there. */
const JOINING = /[\u200c-\u200d]|[\ufe00-\ufe0f]/gu;
/**
 * Control characters and those that show nothing but are not a part of any word (line ends, tabs and Braille's blank included):
 * a name of them has no name, and one with them looks like another.
 */
const CONTROL =
  /(?:[\p{Cc}\u2028\u2029\u2800\ufff9-\ufffc]|(?![\u200c-\u200d]|[\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point})+/gu;
/** Halves of characters: JSON can hold one alone. */
const HALF = /\p{Cs}/gu;
/** Marks stacked on one letter, until they cover the lines around; no language takes more than three. */
const STACKED = /(\p{M}{4})\p{M}+/gu;

/** A stranger's text of several lines: nothing in it turns the reading direction, controls the screen or covers other lines. */
export function cleanText(text: string): string {
  return clean(text.replace(/\r\n?/g, "\n"), (marks) => marks.replace(/[^\n\t]/gu, ""));
}

/**
 * A stranger's text for one line of the page: white space is one blank, nothing turns the reading direction, and at most
 * `longest` characters are left.
 */
export function cleanLine(text: string, longest: number): string {
  // Cut first, so that a text of megabytes costs no more than a long one.
  const line = clean(text.slice(0, 4 * longest), () => " ")
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

function clean(text: string, forControls: (marks: string) => string): string {
  return text
    .replace(BIDI, "")
    .replace(CONTROL, forControls)
    .replace(JOINING, (mark, at: number, whole: string) => (isSeen(mark, at, whole) ? mark : ""))
    .replace(HALF, "\ufffd")
    .replace(STACKED, "$1");
}

/** Whether a joining mark changes what is seen: a variant needs an emoji, a joiner two of them or two letters. */
function isSeen(mark: string, at: number, whole: string): boolean {
  const before = [...whole.slice(Math.max(0, at - 2), at)].at(-1) ?? "";
  if (mark !== "\u200c" && mark !== "\u200d") return /\p{Emoji}/u.test(before);
  const after = [...whole.slice(at + 1, at + 3)][0] ?? "";
  return (
    /[\p{L}\p{M}\p{Emoji}]/u.test(before) && !/[\p{Script=Latin}\d]/u.test(before) && /[\p{L}\p{Emoji}]/u.test(after)
  );
}
