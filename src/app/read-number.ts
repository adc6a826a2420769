import type { NumberSpec } from "../contract/parameters.ts";

/** The zeros of the decimal digits that keyboards of other scripts write; their digits follow in order. */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
  0x17e0, 0x1810,
];
/** Groups of three with a space or an apostrophe between, which no decimal point looks like. */
const SPACED = /^[+-]?\d{1,3}(?:([ '’])\d{3})(?:\1\d{3})*(?:[.,]\d*)?$/;
/** Groups of three with points or commas between, and decimals behind the other of the two. */
const MIXED = /^[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?!\1)[.,]\d+$/;
/** Groups of three with points or commas between. */
const MARKED = /^[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/;
const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * The number that a visitor wrote, in the way of any language: `0.9`, `0,9`, `٠٫٩`, `1 000`, `1,000`. NaN for what is none,
 * and for what one reader takes for a thousand times as much as another where both would do.
 * @param limits of the field; in one of whole numbers, a point or comma before three digits parts thousands
 */
export function readNumber(text: string, limits: Pick<NumberSpec, "min" | "max" | "step">): number {
  const plain = inAscii(text.trim());
  if (SPACED.test(plain)) return parse(plain.replace(/[ '’]/g, ""));
  const mark = MIXED.exec(plain)?.[1] ?? MARKED.exec(plain)?.[1];
  // `0,125` groups nothing.
  if (mark === undefined || /^[+-]?0/.test(plain)) return parse(plain);
  const grouped = parse(plain.replaceAll(mark, ""));
  const isOnce = plain.indexOf(mark) === plain.lastIndexOf(mark);
  if (!isOnce || MIXED.test(plain) || Number.isInteger(limits.step)) return grouped;
  // `1,200` is one and a fifth here and twelve hundred there.
  const decimal = parse(plain);
  const fits = (number: number) => number >= limits.min && number <= limits.max;
  if (fits(grouped)) return fits(decimal) ? Number.NaN : grouped;
  return decimal;
}

/** A number of a list, where commas part the numbers: with a decimal point, if it has decimals. NaN for what is none. */
export function readListed(text: string): number {
  const plain = inAscii(text.trim());
  return plain.includes(",") ? Number.NaN : parse(plain);
}

function parse(text: string): number {
  const pointed = text.replace(",", ".");
  return PLAIN.test(pointed) ? Number(pointed) : Number.NaN;
}

/** Full-width and other scripts' digits and signs as those of ASCII, every space as one. */
function inAscii(text: string): string {
  return [...text.normalize("NFKC")]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0;
      const zero = ZEROS.find((first) => code >= first && code <= first + 9);
      return zero === undefined ? character : String(code - zero);
    })
    .join("")
    .replace(/\u066b/g, ",")
    .replace(/\u066c/g, "'")
    .replace(/\p{Cf}/gu, "")
    .replace(/[\u2212\u2013]/g, "-")
    .replace(/\s/g, " ");
}
