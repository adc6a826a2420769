/**
 * Cleans a text as the tutorial this project replaces does: drops the characters ~`^*&%$@#|, collapses white space,
 * removes the space before punctuation, starts with a capital. Unlike the tutorial it leaves the case of the rest alone.
 */
export function cleanUp(text: string): string {
  const tidy = text
    .replace(/[~`^*&%$@#|]/gu, "")
    .replace(/\s+/gu, " ")
    .replace(/ +([.,;:!?])/gu, "$1")
    .trim();
  const [first = ""] = tidy;
  return first.toUpperCase() + tidy.slice(first.length);
}
