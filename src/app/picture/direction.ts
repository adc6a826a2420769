/** Which way a text is read. */
export type Direction = "ltr" | "rtl";

const LETTER = /\p{L}/u;
const RTL_LETTER =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u;
const LTR_LETTER = new RegExp(`(?!${RTL_LETTER.source})\\p{L}`, "u");

/** The direction of a text by its first letter, as `dir="auto"` finds it. */
export function directionOf(text: string): Direction {
  return RTL_LETTER.test(LETTER.exec(text)?.[0] ?? "") ? "rtl" : "ltr";
}

/** True for a text with letters of both directions: parts of it do not stand in the order in which they are read. */
export function isMixed(text: string): boolean {
  return LTR_LETTER.test(text) && RTL_LETTER.test(text);
}
