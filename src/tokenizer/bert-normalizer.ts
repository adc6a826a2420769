import { inOrder } from "./in-order.ts";
import { BERT_CHINESE, BERT_CONTROL, lowerCase, NONSPACING, normalizeUnicode, SPACE } from "./unicode.ts";

interface BertNormalizer {
  readonly clean_text: boolean;
  readonly handle_chinese_chars: boolean;
  readonly strip_accents: boolean | null;
  readonly lowercase: boolean;
}

const control = new RegExp(BERT_CONTROL, "gu");
const controlAtStart = new RegExp(`^(?:${BERT_CONTROL})`, "u");
const spaces = new RegExp(SPACE, "gu");
const chinese = new RegExp(BERT_CHINESE, "gu");
const nonspacing = new RegExp(NONSPACING, "gu");
const nonspacingAtStart = new RegExp(`^(?:${NONSPACING})`, "u");
const takeApart = normalizeUnicode("NFD");

/** Cleans a text, sets Chinese characters apart, strips accents and lowers, as far as is asked for, in this order. */
export function makeBertNormalizer(part: BertNormalizer): (text: string) => string {
  const { clean_text, handle_chinese_chars, lowercase, strip_accents = null } = part;
  return inOrder([
    ...(clean_text ? [clean] : []),
    ...(handle_chinese_chars ? [(text: string) => text.replace(chinese, " $& ")] : []),
    ...((strip_accents ?? lowercase) ? [(text: string) => takeApart(text).replace(nonspacing, "")] : []),
    ...(lowercase ? [lowerCase] : []),
  ]);
}

function clean(text: string): string {
  return text.replace(control, "").replace(spaces, " ");
}

/** Whether the first character is dropped. */
export function bertDropsStart(part: BertNormalizer, text: string): boolean {
  if (part.clean_text && controlAtStart.test(text)) return true;
  return (part.strip_accents ?? part.lowercase) && nonspacingAtStart.test(takeApart(text));
}
